/**
 * Exits 0 if the server of this container is ready, else 1: the image's health check, which has neither curl nor a shell.
 * Reads the port where `start` reads it: MOCK_NOYO_PORT, PORT, 4010.
 */
import process from 'node:process'

const port = process.env.MOCK_NOYO_PORT ?? process.env.PORT ?? '4010'
const url = `http://127.0.0.1:${port}/_sim/ready`

try {
  const reply = await fetch(url, { signal: AbortSignal.timeout(2_000) })
  if (!reply.ok) {
    console.error(`${url} answered ${reply.status}`)
    process.exitCode = 1
  }
} catch (error) {
  console.error(`${url} did not answer: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
