import { Link } from '@tanstack/react-router'

export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path className="mark-shield" d="M16 2 4 7v9c0 7 5 12 12 14 7-2 12-7 12-14V7z" />
      <path className="mark-tick" d="m10 16 4.500 4.500L22.500 12" />
    </svg>
  )
}

export function Logo() {
  return (
    <Link to="/" className="logo" aria-label="Watchpost, dashboard">
      <Mark />
      <span>Watchpost</span>
    </Link>
  )
}
