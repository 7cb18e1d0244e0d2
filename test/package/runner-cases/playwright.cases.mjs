import { expect, test } from 'mock-noyo/playwright'
import { tell } from './cases.mjs'

tell({ expect, test })
