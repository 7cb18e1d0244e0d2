/**
 * Exits 0 if the server of this container is ready, else 1: the image's health check, which has neither curl nor a shell.
 * Reads where the server listens from the environment, as `start` does.
 */
import process from 'node:process'
import { readConfig } from '../config.ts'

try {
  const { host, port } = readConfig({}, process.env)
  const called = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host
  const url = `http://${called.includes(':') ? `[${called}]` : called}:${port}/_sim/ready`
  const reply = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch((error: Error) => {
    throw new Error(`${url} did not answer: ${error.message}`)
  })
  if (!reply.ok) throw new Error(`${url} answered ${reply.status}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
