import { MAX_STATE } from '../api/body.ts'
import type { RefusalCatalogue } from '../api/refusal-catalogue.ts'

export const refusals = {
  state_format_unknown: {
    status: 422,
    shape: 'control',
    text: (f) =>
      `This state has format ${f.format}; this version of Mock Noyo reads format ${f.known}. Export it anew, or use the version it came from.`,
  },
  state_unusable: {
    status: 422,
    shape: 'control',
    text: (f) => `The state cannot be taken in, and nothing is changed. ${f.why}`,
  },
  state_too_large: {
    status: 413,
    shape: 'control',
    text: (f) =>
      `The state of sandbox "${f.sandbox}" is ${f.size} MiB long, more than the ${MAX_STATE / 2 ** 20} MiB that can be sent back in. In process, sandbox.state() has no such bound.`,
  },
} satisfies RefusalCatalogue
