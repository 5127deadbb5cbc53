/** Line icons, drawn for this interface; decorative, so hidden from assistive technology. */
const PATHS = {
  dashboard: 'M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z',
  target: 'M12 3v4M12 17v4M3 12h4M17 12h4M12 5a7 7 0 1 1 0 14 7 7 0 0 1 0-14M12 11a1 1 0 1 1 0 2 1 1 0 0 1 0-2',
  scan: 'M3 8V5a2 2 0 0 1 2-2h3M16 3h3a2 2 0 0 1 2 2v3M21 16v3a2 2 0 0 1-2 2h-3M8 21H5a2 2 0 0 1-2-2v-3M6 12h12',
  finding: 'M12 3 2.500 20h19zM12 10v4M12 17v.01',
  schedule: 'M4 12a8 8 0 0 1 14-5.300M18 3v4h-4M20 12a8 8 0 0 1-14 5.300M6 21v-4h4',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M8 14h.01M12 14h.01M16 14h.01M8 17h.01M12 17h.01',
  ledger: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M12 7v5l3 2',
  blackout: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M5.700 5.700l12.600 12.600',
  report: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  ports: 'M4 7h16v10H4zM8 7v4M12 7v4M16 7v4',
  profile: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8M4 21c0-4 4-6 8-6s8 2 8 6',
  audit: 'M5 4h14v16H5zM8 8h8M8 12h8M8 16h5',
  organization: 'M4 21V5h9v16M13 9h7v12M7 9h3M7 13h3M7 17h3M16 13h1M16 17h1M2 21h20',
  book: 'M5 4h12a2 2 0 0 1 2 2v14H7a2 2 0 0 1-2-2zM5 17a2 2 0 0 1 2-2h12M9 8h6',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8M12 2v2M12 20v2M4.500 4.500 6 6M18 18l1.500 1.500M2 12h2M20 12h2M4.500 19.500 6 18M18 6l1.500-1.500',
  moon: 'M20 14A8 8 0 0 1 10 4a8 8 0 1 0 10 10',
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14M16 16l5 5',
  plus: 'M12 5v14M5 12h14',
  menu: 'M4 6h16M4 12h16M4 18h16',
  play: 'M7 4v16l13-8z',
  stop: 'M6 6h12v12H6z',
  pause: 'M8 5v14M16 5v14',
  check: 'M5 12l5 5 9-10',
  out: 'M14 4h5v16h-5M3 12h12M11 8l4 4-4 4',
  download: 'M12 4v11M7 11l5 5 5-5M4 20h16',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  up: 'M6 14l6-6 6 6',
  down: 'M6 10l6 6 6-6',
  globe: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  network: 'M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4',
  key: 'M8 11a4 4 0 1 1 0 8 4 4 0 0 1 0-8M11 12l9-9M16 7l3 3',
  help: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-1 .500-1 1-1 2M12 17v.01',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" className="icon" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
