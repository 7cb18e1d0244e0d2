import { expect, test } from 'vitest'
import { shellBlocks, unmarkedCommands } from './blocks.ts'

const text = [
  '```sh start',
  'git clone https://example.com/mock-noyo.git',
  'cd mock-noyo',
  'npm start',
  '```',
  'Then:',
  '```bash',
  'TOKEN=$(curl -s http://127.0.0.1:4010/token)',
  'echo "$TOKEN"',
  '```',
  '```json',
  '{ "curl": true }',
  '```',
  '```sh',
  'npm test',
  '```',
  '```',
  'curl http://127.0.0.1:4010/',
  '```',
].join('\n')

test('shell blocks are taken in order, without the lines that bring the project here', () => {
  expect(shellBlocks(text)).toEqual([
    { line: 2, text: 'npm start', starts: true },
    { line: 8, text: 'TOKEN=$(curl -s http://127.0.0.1:4010/token)\necho "$TOKEN"', starts: false },
  ])
})

test('commands in a block without a language are noticed', () => {
  expect(unmarkedCommands(text)).toEqual(['curl http://127.0.0.1:4010/'])
})
