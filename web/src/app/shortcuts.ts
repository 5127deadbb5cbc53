import { useEffect } from 'react'
import { useNavigate } from '@tanstack/react-router'

/** `g` and then one of these goes to a page. */
export const GO: Record<string, string> = {
  d: '/',
  t: '/net/targets',
  s: '/net/scans',
  f: '/net/findings',
  c: '/net/calendar',
  r: '/net/reports',
  w: '/web/targets',
  e: '/web/scans',
  v: '/web/findings',
  a: '/web/calendar',
  b: '/blackouts',
}

/** Keys that work everywhere: Ctrl K or ⌘ K for the palette, `g` and a letter for a page, `?` for what the keys do. */
export function useShortcuts(openPalette: () => void, openHelp: () => void): void {
  const navigate = useNavigate()
  useEffect(() => {
    let going = false
    let timer: ReturnType<typeof setTimeout> | undefined
    function press(event: KeyboardEvent): void {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        openPalette()
        return
      }
      const typing = event.target instanceof Element && event.target.closest('input:not([type=checkbox]),textarea,select,[role=dialog]') !== null
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return
      const to = GO[event.key]
      if (going && to !== undefined) {
        event.preventDefault()
        void navigate({ to: to as never })
      } else if (event.key === '?') openHelp()
      going = event.key === 'g'
      clearTimeout(timer)
      timer = setTimeout(() => (going = false), 1500)
    }
    document.addEventListener('keydown', press)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('keydown', press)
    }
  }, [navigate, openPalette, openHelp])
}
