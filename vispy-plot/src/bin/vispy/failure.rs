//! Why the command ends without a plot.

use std::process::ExitCode;

use vispy_plot::Error;
use vispy_plot::error::DataError;

/// Why the command ends without a plot.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A file or its data.
    #[error(transparent)]
    Input(#[from] Error),
    /// Files and options that do not fit together.
    #[error("{0}")]
    Usage(String),
    /// The plot could not be shown or written.
    #[error("{0}")]
    Output(String),
}

impl From<DataError> for Failure {
    fn from(error: DataError) -> Self {
        Self::Input(error.into())
    }
}

impl Failure {
    /// Returns 2 for bad input and 1 for a machine that cannot show or write the plot.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Input(_) | Self::Usage(_) => ExitCode::from(2),
            Self::Output(_) => ExitCode::from(1),
        }
    }

    /// Returns the message on one line.
    pub(crate) fn one_line(&self) -> String {
        self.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
