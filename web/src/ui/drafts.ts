/**
 * What stands in a form when the session ends, kept in this page's memory only, for the same person and the same page
 * after signing in again.
 */
const kept = new Map<string, unknown>()

export function keepDraft(key: string, values: unknown): void {
  kept.set(key, values)
}

/** The draft of a form, once. */
export function takeDraft<T>(key: string): T | undefined {
  const draft = kept.get(key) as T | undefined
  kept.delete(key)
  return draft
}

export function forgetDrafts(): void {
  kept.clear()
}
