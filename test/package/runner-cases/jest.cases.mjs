import { expect, test } from 'mock-noyo/jest'
import { tell } from './cases.mjs'

tell({ expect, test })
