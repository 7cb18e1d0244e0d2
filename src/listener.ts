import process from 'node:process'

/** Told of defects of the simulator itself, and of listeners that throw. */
export type OnFault = (error: unknown, about: string) => void

/** In process nobody may be listening: a defect must be seen all the same. */
export function printFault(error: unknown, about: string): void {
  process.emitWarning(`A defect of mock-noyo (${about}), please report it: ${error}`, 'MockNoyoDefect')
}

/** A user's listener for faults that cannot itself become one: no call is answered otherwise because somebody listened. */
export function safeFaultListener(listener: OnFault): OnFault {
  return (error, about) => {
    try {
      listener(error, about)
    } catch (thrown) {
      printFault(error, about)
      warnOfListener('onFault', thrown)
    }
  }
}

/** The same for any other listener of a user's: what it throws is said, and changes nothing. */
export function safeListener<T>(name: string, listener: ((told: T) => void) | undefined): (told: T) => void {
  return (told) => {
    try {
      listener?.(told)
    } catch (thrown) {
      warnOfListener(name, thrown)
    }
  }
}

function warnOfListener(name: string, thrown: unknown): void {
  process.emitWarning(`The ${name} given to createSimulator has thrown: ${thrown}`, 'MockNoyoListener')
}
