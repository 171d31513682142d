//! What a [`Plot`] says of its axes.

use vispy_visuals::ticks::Scale;

use super::Plot;
use crate::data::Value;

impl Plot {
    /// Sets the text above the axes.
    pub fn title(self, text: impl Into<String>) -> Self {
        self.with_axes(|axes| _ = axes.title(text))
    }

    /// Sets the text along the x axis.
    pub fn x_label(self, text: impl Into<String>) -> Self {
        self.with_axes(|axes| _ = axes.x_label(text))
    }

    /// Sets the text along the y axis.
    pub fn y_label(self, text: impl Into<String>) -> Self {
        self.with_axes(|axes| _ = axes.y_label(text))
    }

    /// Sets what x means and where it stands: evenly, by its logarithm, as times or by name.
    ///
    /// ```
    /// use vispy_plot::figure::Scale;
    ///
    /// let y = [-1e4, -3.0, 0.0, 5.0, 1e6];
    /// vispy_plot::line(y).y_scale(Scale::Symlog { linear_width: 1.0 }).y_limits(-1e5, 1e7).check()?;
    /// # Ok::<(), vispy_plot::Error>(())
    /// ```
    pub fn x_scale(self, scale: Scale) -> Self {
        self.with_axes(|axes| _ = axes.x_scale(scale))
    }

    /// Sets what y means and where it stands: evenly, by its logarithm, as times or by name.
    pub fn y_scale(self, scale: Scale) -> Self {
        self.with_axes(|axes| _ = axes.y_scale(scale))
    }

    /// Shows x by its logarithm.
    pub fn x_log(self) -> Self {
        self.x_scale(Scale::Log)
    }

    /// Shows y by its logarithm.
    pub fn y_log(self) -> Self {
        self.y_scale(Scale::Log)
    }

    /// Names the places 0, 1, 2 and so on of the x axis, which is a category axis from then on.
    pub fn x_categories<S: Into<String>>(self, names: impl IntoIterator<Item = S>) -> Self {
        self.with_axes(|axes| _ = axes.x_categories(names))
    }

    /// Names the places 0, 1, 2 and so on of the y axis, which is a category axis from then on.
    pub fn y_categories<S: Into<String>>(self, names: impl IntoIterator<Item = S>) -> Self {
        self.with_axes(|axes| _ = axes.y_categories(names))
    }

    /// Sets the part of the x axis that is seen at first; `low` is smaller than `high`.
    pub fn x_limits(self, low: impl Into<Value>, high: impl Into<Value>) -> Self {
        self.with_axes(|axes| _ = axes.x_limits(low, high))
    }

    /// Sets the part of the y axis that is seen at first; `low` is smaller than `high`.
    pub fn y_limits(self, low: impl Into<Value>, high: impl Into<Value>) -> Self {
        self.with_axes(|axes| _ = axes.y_limits(low, high))
    }

    /// Sets whether x grows to the left.
    pub fn x_inverted(self, inverted: bool) -> Self {
        self.with_axes(|axes| _ = axes.x_inverted(inverted))
    }

    /// Sets whether y grows downwards.
    pub fn y_inverted(self, inverted: bool) -> Self {
        self.with_axes(|axes| _ = axes.y_inverted(inverted))
    }

    /// Sets whether grid lines are drawn at the ticks.
    pub fn grid(self, visible: bool) -> Self {
        self.with_axes(|axes| _ = axes.grid(visible))
    }

    /// Sets the length of a y unit over that of an x unit on the screen; `None` lets the series fill the axes.
    pub fn aspect(self, aspect: impl Into<Option<f64>>) -> Self {
        self.with_axes(|axes| _ = axes.aspect(aspect))
    }
}
