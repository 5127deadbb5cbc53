//! How much freed memory the process keeps.

use std::time::Duration;

/// Blocks of this many bytes and above come straight from the system and go back when they are freed.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const OWN_MAPPING: i32 = 1 << 20;
/// How often a server looks for memory to give back.
const EVERY: Duration = Duration::from_secs(60);

/// Fixes the size from which blocks have a mapping of their own. A password hash takes 19 MiB, and glibc answers the
/// first freed block of that size by keeping as much for good: its threshold grows with what is freed (mallopt(3)).
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "no safe crate offers mallopt; it is called once, before other threads exist")]
pub(crate) fn fix_threshold() {
    // SAFETY: takes two integers; called first thing in `main`, when nothing else allocates.
    let set = unsafe { libc::mallopt(libc::M_MMAP_THRESHOLD, OWN_MAPPING) };
    debug_assert_eq!(set, 1, "glibc takes any threshold up to 32 MiB");
}

/// Gives free pages between used ones back to the system: 25 MB after a start, whose tables and documents are built once,
/// and what a scan or a report needed.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "no safe crate offers malloc_trim; it takes the allocator's own locks")]
fn give_back() {
    // SAFETY: takes an integer, touches free memory only, and may be called from any thread at any time.
    unsafe { libc::malloc_trim(0) };
}

/// Other allocators do as they like.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(crate) fn fix_threshold() {}
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn give_back() {}

/// Gives back now and then, until the process ends.
pub(crate) async fn keep_giving_back() {
    let mut ticks = tokio::time::interval(EVERY);
    loop {
        // The first tick is at once.
        ticks.tick().await;
        give_back();
    }
}
