import { useSyncExternalStore } from 'react'
import { onSessionEnd, send, setCsrf } from '~/api/client'
import { ApiError } from '~/api/errors'
import type { Net } from '~/api/types'
import { forgetDrafts } from '~/ui/drafts'

/** Who is signed in. The credential itself is an HttpOnly cookie that no script sees. */
export interface Session {
  user: Net['User']
}

interface Answer {
  csrf_token: string
  user: Net['User']
}

let current: Session | undefined
/** Who was signed in last on this page. */
let last: string | undefined
const listeners = new Set<() => void>()

function become(next: Session | undefined): void {
  current = next
  for (const tell of listeners) tell()
}

function take(answer: Answer): Session {
  setCsrf(answer.csrf_token)
  if (last !== undefined && last !== answer.user.id) forgetDrafts()
  last = answer.user.id
  const session = { user: answer.user }
  become(session)
  return session
}

onSessionEnd(() => {
  setCsrf(undefined)
  become(undefined)
})

/** Begins a session. */
export async function signIn(email: string, password: string): Promise<Session> {
  try {
    const answer = await send('POST', '/app/session', { email, password })
    return take((await answer.json()) as Answer)
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) throw new ApiError(401, 'E-mail address or password is wrong.')
    throw error
  }
}

/** The session that the browser's cookie stands for, if there is one. */
export async function restore(): Promise<Session | undefined> {
  if (current !== undefined) return current
  try {
    const answer = await send('GET', '/app/session')
    return take((await answer.json()) as Answer)
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return undefined
    throw error
  }
}

/** Ends the session on the server and here. */
export async function signOut(): Promise<void> {
  await send('DELETE', '/app/session')
  setCsrf(undefined)
  become(undefined)
}

/** Keeps what the server says about oneself after a change. */
export function updateUser(user: Net['User']): void {
  if (current !== undefined) become({ ...current, user })
}

export function useSession(): Session | undefined {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => current,
  )
}
