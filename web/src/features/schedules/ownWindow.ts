/** The window that a schedule has of its own, as its form holds it. */
import { suggestedWindow, windowOf, type WindowValues } from '../blackouts/window'

/** Whether there is an own window, and which; the window stays as typed while it is switched off. */
export interface OwnWindow extends WindowValues {
  enabled: boolean
  /** One that was taken out of use, but is kept: saving something else does not lose it. */
  idle: boolean
}

/** The window as the server says it. */
export function ownOf(said: (Parameters<typeof windowOf>[0] & { enabled: boolean }) | null | undefined): OwnWindow {
  if (!said) return { ...suggestedWindow(), enabled: false, idle: false }
  return { ...windowOf(said), enabled: said.enabled, idle: !said.enabled }
}

/** The window in the words of both dialects; none where it was switched off. */
export function ownBody({ enabled, idle, ...window }: OwnWindow) {
  return enabled || idle ? { enabled, ...window } : null
}
