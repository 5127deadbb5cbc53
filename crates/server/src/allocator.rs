//! How much freed memory the process keeps.

/// Blocks of this many bytes and above come straight from the system and go back when they are freed.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const OWN_MAPPING: i32 = 1 << 20;

/// Gives memory back that a burst needed: a password hash takes 19 MiB, and glibc answers the first block of that size
/// by keeping as much for good (its threshold grows with what is freed, mallopt(3)). A fixed threshold turns that off:
/// 25 MB less in an idle server.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "no safe crate offers mallopt; it is called once, before other threads exist")]
pub(crate) fn give_back() {
    // SAFETY: takes two integers; called first thing in `main`, when nothing else allocates.
    let set = unsafe { libc::mallopt(libc::M_MMAP_THRESHOLD, OWN_MAPPING) };
    debug_assert_eq!(set, 1, "glibc takes any threshold up to 32 MiB");
}

/// Other allocators give back by themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(crate) fn give_back() {}
