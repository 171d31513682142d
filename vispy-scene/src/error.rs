//! The one error type of the crate.

/// What `Result` means in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Everything that can go wrong in a scene.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A handle whose node, visual or widget was removed.
    #[error("{what} was removed from its scene; its handle names nothing any more")]
    StaleHandle {
        /// What the handle named.
        what: String,
    },
    /// A handle of another scene.
    #[error("{what} belongs to another scene")]
    NotInScene {
        /// What the handle names.
        what: String,
    },
    /// A node was to become a child of itself or of a node below it.
    #[error("{node} cannot go below {parent}: {parent} is {node} itself or below it")]
    Cycle {
        /// The node.
        node: String,
        /// The parent it should have got.
        parent: String,
    },
    /// A node that the scene itself needs was to be removed or moved.
    #[error("{node} cannot be {operation}: {reason}")]
    RootNode {
        /// The node.
        node: String,
        /// What was tried.
        operation: &'static str,
        /// Why it is not possible.
        reason: &'static str,
    },
    /// Something was to be put into a widget that is no grid.
    #[error("{widget} is not a grid and cannot hold other widgets; add a grid first")]
    NotAGrid {
        /// The widget.
        widget: String,
    },
    /// The camera was asked for as another type than it has.
    #[error("the camera of {view_box} is a {found}, not a {expected}")]
    CameraType {
        /// The view box.
        view_box: String,
        /// The type asked for.
        expected: &'static str,
        /// The type it has.
        found: &'static str,
    },
    /// A value that makes no sense, such as a range without extent.
    #[error("{what}: expected {expected}, got {found}")]
    Value {
        /// What was being set.
        what: &'static str,
        /// What would have fitted.
        expected: &'static str,
        /// What came.
        found: String,
    },
    /// The layout could not be solved.
    #[error("the layout of {widget} cannot be solved: {reason}")]
    Layout {
        /// The grid.
        widget: String,
        /// What the solver says.
        reason: String,
    },
    /// A visual could not be drawn. The others of the scene were.
    #[error("{visual} of {node}: {source}")]
    Draw {
        /// Type of the visual.
        visual: &'static str,
        /// The node that shows it.
        node: String,
        /// What went wrong.
        source: Box<vispy_visuals::Error>,
    },
    /// A problem of the layer of visuals.
    #[error(transparent)]
    Visuals(Box<vispy_visuals::Error>),
    /// A problem of the layer of OpenGL.
    #[error(transparent)]
    Gloo(#[from] vispy_gloo::Error),
}

impl From<vispy_visuals::Error> for Error {
    fn from(error: vispy_visuals::Error) -> Self {
        Self::Visuals(Box::new(error))
    }
}
