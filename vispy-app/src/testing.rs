//! A context for tests, or a printed reason why there is none.

use crate::egl::{EglOptions, HeadlessContext};

/// A headless context for a test, or `None` where there is no OpenGL; the reason is printed.
///
/// The environment variable `VISPY_GL_API` (`es30`, `gl33`) chooses the API.
///
/// ```
/// # fn test() {
/// let Some(mut ctx) = vispy_app::testing::test_context() else { return };
/// # let _ = &mut ctx;
/// # }
/// ```
///
/// # Panics
///
/// When there is no OpenGL and the environment variable `VISPY_REQUIRE_GL` is `1`, as it is in CI.
pub fn test_context() -> Option<HeadlessContext> {
    test_context_with(&EglOptions::default())
}

/// As [`test_context`], with options.
///
/// # Panics
///
/// When there is no such context and the environment variable `VISPY_REQUIRE_GL` is `1`.
pub fn test_context_with(options: &EglOptions) -> Option<HeadlessContext> {
    match HeadlessContext::new(options) {
        Ok(context) => Some(context),
        Err(error) => {
            skip(&error.to_string());
            None
        }
    }
}

/// Prints why a test that needs OpenGL, a display or a tool is skipped.
///
/// # Panics
///
/// When the environment variable `VISPY_REQUIRE_GL` is `1`: there nothing may be skipped.
pub fn skip(reason: &str) {
    assert!(!required(), "VISPY_REQUIRE_GL=1, but: {reason}");
    eprintln!("skipped: {reason}");
}

/// Whether the environment variable `VISPY_REQUIRE_GL` is `1`.
fn required() -> bool {
    std::env::var_os("VISPY_REQUIRE_GL").is_some_and(|value| value == "1")
}
