/** Answers whose operations the committed documents do not name yet. Each moves to `types.ts` when they do. */
import { address, send, type QueryValue } from './client'
import type { Net } from './types'

type Counts = Net['SeverityCounts']

export interface Statistics {
  severity_counts: Counts
  states: Record<string, number>
  /** Open ones that a person called false positive or accepted. */
  decided: number
  trend: { date: string; severity_counts: Counts; new: number; reopened: number; fixed: number }[]
}

export interface Compliance {
  pass: number
  fail: number
  unknown: number
  total: number
  scans: { id: string; name: string; compliance: string | null; finished_at: string | null }[]
}

export interface Decided {
  state: 'false_positive' | 'accepted'
  comment: string | null
  decided_by: string | null
  decided_at: string
}

export interface LogLine {
  id: string
  level: string
  message: string
  created_at: string
}

export interface Covered {
  id: string
  host: string
  port: number | null
  protocol: string | null
  place: string
  result: string
  checks: string[]
  reason: string | null
}

export interface UserAccount {
  id: string
  email: string
  role: string
  first_name: string
  last_name: string
  timezone: string
  enabled: boolean
  created_at: string
  /** Only where one was made up; shown once. */
  password?: string
}

export interface WebReport {
  id: string
  name: string
  scan: string | null
  target?: { id: string; name: string } | string | null
  status: string
  created: string
  files: { format: string; status: string; size: number | null }[]
}

export interface Endpoint {
  id: string | number
  request_method: string
  url: string
  status_code: number | null
  authenticated: boolean
  result: string
  reason: string
  raw_response_size: number | null
}

/** What the documents do not type yet is asked for by its plain address. */
export async function ask<T>(method: string, path: string, options: { query?: Record<string, QueryValue>; body?: unknown; signal?: AbortSignal } = {}): Promise<T> {
  const answer = await send(method, address(path, {}, options.query ?? {}), options.body, options.signal)
  return (answer.status === 204 ? undefined : await answer.json()) as T
}
