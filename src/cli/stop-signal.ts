import process from 'node:process'

/** `given` resolves at the first signal; a second one, of somebody who will not wait, ends the process as usual. */
export function stopSignal(): { readonly given: Promise<void>; forget(): void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  const signals = ['SIGINT', 'SIGTERM'] as const
  const forget = () => {
    for (const signal of signals) process.removeListener(signal, stop)
  }
  const stop = () => {
    forget()
    resolve()
  }
  for (const signal of signals) process.on(signal, stop)
  return { given: promise, forget }
}
