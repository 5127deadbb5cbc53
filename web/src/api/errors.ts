/** A refusal or failure, in words for people. `fields` holds what is wrong field by field. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly fields: Record<string, string> = {},
    /** Finds the server's log entry for this answer. */
    readonly requestId?: string,
  ) {
    super(message)
    this.name = 'ApiError'
  }
}

const WORDS: Record<number, string> = {
  401: 'You are not signed in, or your session has ended.',
  403: 'Your role does not allow this.',
  404: 'This does not exist, or no longer, or it belongs to somebody else.',
  413: 'This is too large for the server.',
  429: 'Too many requests. Wait a moment and try again.',
  502: 'The server does not answer. Is it running?',
  503: 'The server is not ready at the moment. Try again shortly.',
}

/** Reads what either dialect says about a failed request. Never throws. */
export async function readError(answer: Response): Promise<ApiError> {
  const id = answer.headers.get('x-request-id') ?? undefined
  const body: unknown = await answer.json().catch(() => undefined)
  const { message, fields } = explain(answer.status, body)
  return new ApiError(answer.status, message, fields, id)
}

/** The message and the messages of fields in an answer of either dialect. */
export function explain(status: number, body: unknown): { message: string; fields: Record<string, string> } {
  const fallback = WORDS[status] ?? (status >= 500 ? 'The server failed at this. Its log says why.' : `Refused (${status}).`)
  if (!isRecord(body)) return { message: fallback, fields: {} }
  const fields: Record<string, string> = {}
  if (isRecord(body.errors_map)) collect(body.errors_map, '', fields)
  else if (status === 400) collect(body, '', fields)
  const general = fields.non_field_errors ?? fields.detail ?? fields.error ?? fields.base
  for (const name of ['non_field_errors', 'detail', 'error', 'base']) delete fields[name]
  const said = general ?? text(body.detail) ?? text(body.error) ?? firstDetail(body.errors)
  const names = Object.keys(fields)
  if (names.length > 0) {
    const listed = names.map((name) => `${label(name)}: ${fields[name] ?? ''}`).join('; ')
    return { message: sentence(general ?? listed), fields }
  }
  const vague = status === 404 || status === 401 || said === undefined
  return { message: vague ? fallback : sentence(said), fields }
}

function collect(from: Record<string, unknown>, prefix: string, into: Record<string, string>): void {
  for (const [name, value] of Object.entries(from)) {
    const key = prefix === '' ? name : `${prefix}.${name}`
    if (typeof value === 'string') into[key] = value
    else if (Array.isArray(value) && value.every((one) => typeof one === 'string')) into[key] = value.join(' ')
    else if (isRecord(value)) collect(value, key, into)
  }
}

function firstDetail(errors: unknown): string | undefined {
  if (!Array.isArray(errors)) return undefined
  const said = errors.flatMap((one) => (isRecord(one) && typeof one.detail === 'string' ? [one.detail] : []))
  return said.length > 0 ? said.join('; ') : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function label(name: string): string {
  return name.replace(/^.*\./, '').replaceAll('_', ' ')
}

/** A capital at the beginning and a full stop at the end. */
export function sentence(words: string): string {
  const trimmed = words.trim()
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1)
  return /[.!?…]$/.test(capital) ? capital : `${capital}.`
}

/** The words of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'Something went wrong.'
}
