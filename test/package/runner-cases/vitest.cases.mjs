import { expect, test } from 'mock-noyo/vitest'
import { tell } from './cases.mjs'

tell({ expect, test })
