//! Web servers with simulated weaknesses, each with hard variants and safe look-alikes: for tests, scores and the demo.
//! Nothing here executes, reads or changes anything real: every weakness is acted.
