//! Shader composition: pieces of GLSL become one program text, checked before a driver sees it.
//!
//! # Life of a snippet
//!
//! 1. **A file.** `shaders/lib/antialias/stroke_coverage.glsl` holds a function and a comment that says what it
//!    computes, with unit and frame of each parameter. Open places are `$placeholders`:
//!
//!    ```glsl
//!    // fade: make a colour more transparent.
//!    // requires: lib/math/pi.glsl
//!    //
//!    // color: premultiplied.  $opacity: float, 0 to 1.
//!    vec4 fade(vec4 color) {
//!        return color * $opacity;
//!    }
//!    ```
//!
//!    `$opacity` stands for an expression, `$map(p)` for a called function; nothing else can be a placeholder. The
//!    line `// requires: path` in the comment at the top brings another snippet's functions, constants and
//!    structures in. A file may hold several functions; callers get `main`, else the one with the file's name, else
//!    the last. [`library`] embeds the built-in files; [`library::Library`] holds a user's. What the parser finds in the
//!    built-in ones comes from a table, `shaders/parsed.bin`, so that only a user's text needs the parser (feature
//!    `parser`): after a built-in file was added or changed, `cargo xtask shaders --write-table` makes the table anew, and
//!    until then `cargo xtask shaders` fails.
//!
//! 2. **A [`Snippet`].** The text is scanned for placeholders and nesting, `#if`s are decided by glsl-lang's
//!    preprocessor for a [`Dialect`] and [`ComposeCaps`] (each outcome is its own variant), and the result is parsed.
//!    What is kept is a list of *places in the text*: names, placeholders, hooks, declarations. Parsing happens once
//!    per text and process, at first use. Errors mark the line, as a compiler does.
//!
//! 3. **A [`Function`].** Placeholders get their [`Binding`]s: a constant, a uniform or texture, an attribute, a
//!    varying, or another function. A function is an immutable value with a fingerprint of all that is below it, so
//!    that nothing can be bound in a circle, and equal functions are written once.
//!
//! 4. **A [`StructureKey`].** The fingerprints of the two stage mains, the dialect and (where conditionals read them)
//!    the capabilities. A [`ShaderCache`] looks it up before any text exists; values of uniforms are no part of it.
//!
//! 5. **[`compose`].** Per stage: the functions are put in order, callee before caller; every use of a placeholder is
//!    checked (arity, types, stage, what may be written); names that clash get suffixes (`blend`, `blend_1`), and
//!    names from local variables of a caller are avoided; then the text is copied with the places replaced. Comments
//!    and lines survive. Declarations stand on top, made from the bindings: `uniform`, `in`, `out` never need to be
//!    written in a snippet, although they may (fragment outputs and uniform blocks are).
//!
//! 6. **A [`ComposedProgram`].** Two texts, the [`Interface`] (names and types, to check values against), and a map
//!    from each line back to the snippet: [`ComposedProgram::locate`] turns a driver's "line 57" into a file and a
//!    line. `VISPY_DUMP_SHADERS=folder` writes the texts.
//!
//! # Hooks
//!
//! A prototype without a body is a hook, a place where filters get in. The text stays plain GLSL:
//!
//! ```glsl
//! // fragment_post: the last change of the colour; premultiplied, sRGB-encoded.
//! vec4 fragment_post(vec4 color);
//!
//! out vec4 frag_color;
//!
//! void main() {
//!     frag_color = fragment_post($color);
//! }
//! ```
//!
//! [`Function::with_hook`] binds a [`FunctionChain`], functions in an explicit order. A hook returns the type of its
//! first parameter, or nothing; further parameters are what a filter may read. An unbound hook leaves no code: its call
//! becomes its first argument, and the call of a `void` hook goes. What only the other arguments name needs no binding
//! then: no variable of it is declared, no function of it is written.
//!
//! What every program that draws into a target offers, boxes, glyphs, areas, markers, images, and the colours of lines:
//!
//! | hook | may read | may change |
//! | --- | --- | --- |
//! | `vec4 vertex_post(vec4 position, int row_index)` | `position`: render frame (clip space). `row_index`: the visual's row, for `lib/device/row.glsl`. | Nothing: it returns `position` as it is, because what is drawn together with what depends on where it is. It is the place to write varyings. |
//! | `vec4 fragment_post(vec4 color)` | `color`: premultiplied, sRGB-encoded, coverage and opacity included. `gl_FragCoord.xy`: centre of the pixel in the framebuffer frame; physical px. | The colour, premultiplied again; what is transparent has to stay so. |
//! | `vec4 fragment_value(vec4 color, vec3 value)`, images of numbers only, before `fragment_post` | `value.x`: the number at the pixel's centre, linear between texel centres, 0 at the first limit of the colours and 1 at the second; NaN next to a NaN and outside. `value.yz`: by how much it grows in a pixel along x and along y. | As `fragment_post`. |
//!
//! Programs that fill a layer (segments of lines, whose largest coverage counts) have no hooks: the layer gets its colour
//! by a program that has.
//!
//! # Constants
//!
//! A [`ConstTable`] is the one source of numbers that Rust and GLSL share: marker codes, flags. The table goes to the
//! function whose snippet reads the names ([`Function::with_constants`]); what is read is declared.
//!
//! # What the checks do not see
//!
//! Types are followed through variables, constructors, arithmetic, swizzles and common built-in functions. Where they
//! cannot be told (structures, `texture`, overloads) the driver decides. GLSL ES has no implicit conversions, and
//! neither have the checks: `1` is no `float`.

mod assembly;
mod binding;
mod cache;
mod caps;
mod chain;
#[cfg(feature = "parser")]
mod check;
mod compose;
mod constant;
mod error;
mod fingerprint;
mod function;
#[cfg(feature = "hot-reload")]
pub mod hot_reload;
mod interface;
pub mod library;
mod names;
mod report;
mod snippet;
mod syntax;
mod table;
mod types;

pub use binding::{Binding, Variable, Varying};
pub use cache::{ShaderCache, ShaderCacheStats, dump};
pub use caps::{ComposeCaps, Dialect, Stage};
pub use chain::FunctionChain;
#[cfg(feature = "parser")]
pub use check::{Checked, Compiled, check};
pub use compose::{ComposedProgram, SourceLocation, SourceMap, Stages, StructureKey, compose};
pub use constant::{ConstTable, ConstValue};
pub use error::{ComposeError, ComposeErrorKind};
pub use function::Function;
pub use interface::Interface;
pub use snippet::Snippet;
pub use types::GlslType;
