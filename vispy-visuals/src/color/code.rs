//! Colormaps as code of shaders.

use std::fmt::Write as _;

use super::{Color, Colormap};
use crate::shaders::{ComposeError, Function, Snippet};

impl Colormap {
    /// The colormap in GLSL, its table written into the text: `vec4 colormap(float value)`, which gives what
    /// [`Colormap::map`] gives, sRGB-encoded with straight alpha, rounded to 1/255.
    ///
    /// It takes no texture, but another colormap is another program: where the colormap changes, a texture of
    /// [`Colormap::table_rgba8`] and `lib/colormaps/colormap_lookup.glsl` is better.
    ///
    /// # Errors
    /// None, unless the parser is broken.
    ///
    /// ```
    /// use vispy_visuals::color::Colormap;
    ///
    /// let viridis = Colormap::default().function()?;
    /// assert!(viridis.snippet().source().contains("vec4 colormap(float value)"));
    /// # Ok::<(), vispy_visuals::shaders::ComposeError>(())
    /// ```
    #[doc(alias = "glsl_map")]
    pub fn function(&self) -> Result<Function, ComposeError> {
        let table = self.table_rgba8();
        let mut text = format!(
            "// colormap: the colour of a number, after the colormap `{}`.\n//\n\
             // value: 0 to 1; there are colours for what is below, above, and no number.\n\
             // Returns the colour; sRGB-encoded, straight alpha.\n\
             const uint COLORS[{count}] = uint[{count}](",
            self.name().replace(|c: char| c.is_control(), " "),
            count = table.len()
        );
        for (index, rgba) in table.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let space = if index % 8 == 0 { "\n    " } else { " " };
            // Writing into a String cannot fail.
            let _ = write!(text, "{comma}{space}{:#010x}u", u32::from_be_bytes(*rgba));
        }
        let hex = |color: Color| format!("{:#010x}u", u32::from_be_bytes(color.to_rgba8()));
        let _ = write!(
            text,
            "\n);\n\nvec4 colormap(float value) {{\n    uint color = COLORS[int(clamp(value, 0.0, 1.0) * {count}.0 - \
             step(1.0, value))];\n    color = value < 0.0 ? {under} : value > 1.0 ? {over} : color;\n    \
             color = isnan(value) ? {bad} : color;\n    \
             return vec4((uvec4(color) >> uvec4(24u, 16u, 8u, 0u)) & 255u) / 255.0;\n}}\n",
            count = table.len(),
            under = hex(self.under()),
            over = hex(self.over()),
            bad = hex(self.bad()),
        );
        Ok(Function::new(&Snippet::new(&format!("colormap {}", self.name()), text)?))
    }
}
