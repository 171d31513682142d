//! The one error type of the crate.

use crate::command::ObjectKind;
use crate::shader_error::ShaderError;

/// What `Result` means in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Everything that can go wrong between a caller, this crate and the driver.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A shader stage did not compile.
    #[error(transparent)]
    Shader(Box<ShaderError>),
    /// Two compiled stages did not link into a program.
    #[error("program {label} does not link: {log}")]
    Link {
        /// Label of the program.
        label: String,
        /// What the driver said.
        log: String,
    },
    /// The program has no uniform, sampler or attribute of that name.
    #[error("program {label} has no {kind} '{name}'; it has {known:?}")]
    UnknownVariable {
        /// Label of the program.
        label: String,
        /// `uniform`, `sampler` or `attribute`.
        kind: &'static str,
        /// The name asked for.
        name: String,
        /// The names that exist, in the order of the driver.
        known: Vec<String>,
    },
    /// A value of another type than the variable's was set.
    #[error("{name} of program {label} takes {expected}, got {found}")]
    VariableType {
        /// Label of the program.
        label: String,
        /// The variable.
        name: String,
        /// Its type in the shader.
        expected: String,
        /// The type of the value.
        found: String,
    },
    /// An active variable was never given a value.
    #[error("{kind} '{name}' of program {label} was never set; set it before drawing")]
    MissingVariable {
        /// Label of the program.
        label: String,
        /// `sampler` or `attribute`.
        kind: &'static str,
        /// The variable.
        name: String,
    },
    /// Data of the wrong length or shape.
    #[error("{what}: expected {expected}, got {found}")]
    Shape {
        /// What was being set, with its label.
        what: String,
        /// What would have fitted.
        expected: String,
        /// What came.
        found: String,
    },
    /// More than this device can do.
    #[error("{what}: {requested} is more than this device's limit of {maximum}")]
    Limit {
        /// What was asked for.
        what: String,
        /// How much of it.
        requested: u64,
        /// How much there is.
        maximum: u64,
    },
    /// A feature that this device or interpreter lacks.
    #[error("{feature} is not supported here; it requires {requires}")]
    Unsupported {
        /// The feature.
        feature: String,
        /// What would bring it.
        requires: String,
    },
    /// An object was used in another context than the one it lives in.
    #[error("{kind} {label} belongs to another context; make one for this context")]
    WrongContext {
        /// Kind of the object.
        kind: ObjectKind,
        /// Label of the object.
        label: String,
    },
    /// A frame buffer whose attachments do not fit together.
    #[error("frame buffer {label} is incomplete: {reason}")]
    Incomplete {
        /// Label of the frame buffer.
        label: String,
        /// Why, as the driver puts it.
        reason: String,
    },
    /// A command named an object that does not exist.
    #[error("{operation} names object {id}, which does not exist")]
    NoSuchObject {
        /// The command.
        operation: &'static str,
        /// The id it named.
        id: u64,
    },
    /// The loader found no usable OpenGL.
    #[error("no usable OpenGL: {reason}; needed is OpenGL ES 3.0, WebGL 2 or OpenGL 3.3")]
    NoGl {
        /// What was found.
        reason: String,
    },
    /// The context was lost: its objects are gone.
    #[error("the OpenGL context was lost; make a new one and let Context::recover bring its objects back")]
    ContextLost,
    /// An object lost its contents together with the context, and was not filled since.
    #[error("{kind} {label} lost its contents with the OpenGL context; fill it again, or make it retained()")]
    ContentsLost {
        /// Kind of the object.
        kind: ObjectKind,
        /// Label of the object.
        label: String,
    },
    /// An answer was dropped, because the context it was asked of is gone.
    #[error("the context was dropped before it answered")]
    Unanswered,
    /// The driver refused a call.
    #[error("OpenGL error {code} (0x{number:04x}) in {operation}")]
    Gl {
        /// Name of the error code.
        code: &'static str,
        /// Its number.
        number: u32,
        /// The command that was being executed.
        operation: String,
    },
    /// A capture cannot be written; the program goes on without it.
    #[error("the capture {path} cannot be written: {reason}")]
    Capture {
        /// The file.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// A byte stream is not a command stream of this version.
    #[error("not a readable command stream: {reason} at byte {offset}")]
    Stream {
        /// What is wrong.
        reason: String,
        /// Where.
        offset: usize,
    },
}

impl From<ShaderError> for Error {
    fn from(error: ShaderError) -> Self {
        Self::Shader(Box::new(error))
    }
}
