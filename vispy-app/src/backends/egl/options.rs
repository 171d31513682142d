//! What kind of headless context is wanted.

use crate::Api;

/// Which EGL device to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum DeviceChoice {
    /// Graphics cards first, then the software driver. The default.
    #[default]
    Any,
    /// Graphics cards only.
    Hardware,
    /// The software driver only: slower, but the same picture on every machine.
    Software,
    /// The device at this place in EGL's own list.
    Index(usize),
}

/// What kind of headless context is wanted.
///
/// ```
/// use vispy_app::egl::{DeviceChoice, EglOptions};
///
/// let options = EglOptions::default().with_device(DeviceChoice::Software);
/// assert_eq!(options.device, DeviceChoice::Software);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct EglOptions {
    /// The OpenGL to ask for. Default: `None`, which is the one that the environment variable `VISPY_GL_API`
    /// names, or else OpenGL ES 3.0.
    pub api: Option<Api>,
    /// Which device to use. Default: [`DeviceChoice::Any`].
    pub device: DeviceChoice,
}

impl EglOptions {
    /// Asks for this OpenGL, whatever the environment says.
    #[must_use]
    pub fn with_api(self, api: Api) -> Self {
        Self { api: Some(api), ..self }
    }

    /// Uses this device.
    #[must_use]
    pub fn with_device(self, device: DeviceChoice) -> Self {
        Self { device, ..self }
    }

    /// The API to ask for.
    pub(crate) fn resolved_api(&self) -> Api {
        self.api.or_else(Api::from_env).unwrap_or_default()
    }
}
