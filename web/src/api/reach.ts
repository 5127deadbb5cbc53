import { useSyncExternalStore } from 'react'

/** Whether the last request got an answer of the server. */
let reachable = true
const listeners = new Set<() => void>()

export function setReachable(now: boolean): void {
  if (now === reachable) return
  reachable = now
  for (const tell of listeners) tell()
}

export function useReachable(): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => reachable,
  )
}
