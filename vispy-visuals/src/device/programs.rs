//! Programs: composed once for each structure and context.

use std::collections::BTreeMap;
use std::sync::Arc;

use vispy_gloo::{Api, Context, Interface, LineOrigin, Program, ShaderSource};

use crate::error::Result;
use crate::filters::Scope;
#[cfg(feature = "hot-reload")]
use crate::shaders::hot_reload;
use crate::shaders::{
    Binding, ComposeCaps, ComposeError, ComposedProgram, ConstTable, Dialect, Function, ShaderCache, Stage,
    Stages, Variable,
    library::{self, Library},
};

/// The two stages of a program, before composition.
#[derive(Debug, Clone)]
pub struct ProgramSpec {
    /// The vertex stage.
    pub vertex: Function,
    /// The fragment stage.
    pub fragment: Function,
    /// A name for messages.
    pub label: &'static str,
}

/// Both stages of a program, as they are before anything is replaced.
type SpecKey = [u128; 2];

/// The programs of a context.
#[derive(Debug, Default)]
pub(crate) struct Programs {
    cache: ShaderCache<Program>,
    /// Programs with filters, by both stages without them and by the structure of the filters.
    filtered: BTreeMap<(SpecKey, u64), Program>,
    /// Snippets in place of the built-in ones.
    library: Option<Arc<Library>>,
    /// Programs with those snippets.
    replaced: BTreeMap<SpecKey, Program>,
    #[cfg(feature = "hot-reload")]
    reloaded: Reloaded,
}

/// What files have changed.
#[cfg(feature = "hot-reload")]
#[derive(Debug, Default)]
struct Reloaded {
    epoch: u64,
    /// The last programs that linked.
    good: BTreeMap<SpecKey, Program>,
}

impl Programs {
    pub(super) fn len(&self) -> usize {
        self.cache.stats().programs
    }

    pub(super) fn set_library(&mut self, library: Option<Arc<Library>>) {
        self.library = library;
        self.replaced.clear();
        self.filtered.clear();
    }

    /// The program of a spec with filters.
    pub(crate) fn filtered(
        &mut self,
        ctx: &mut Context,
        spec: &ProgramSpec,
        scope: &Scope<'_>,
    ) -> Result<Program> {
        #[cfg(feature = "hot-reload")]
        self.look();
        let key = (key(spec), scope.structure());
        if let Some(known) = self.filtered.get(&key) {
            return Ok(known.instance());
        }
        let program = self.get(ctx, &scope.apply(spec)?)?;
        self.filtered.insert(key, program.instance());
        Ok(program)
    }

    pub(super) fn get(&mut self, ctx: &mut Context, spec: &ProgramSpec) -> Result<Program> {
        #[cfg(feature = "hot-reload")]
        self.look();
        let Some(library) = self.library.clone() else { return self.compose(ctx, spec) };
        let key = key(spec);
        if let Some(known) = self.replaced.get(&key) {
            return Ok(known.instance());
        }
        let program = self.replace(ctx, spec, &library)?;
        self.replaced.insert(key, program.instance());
        Ok(program)
    }

    /// The program of a spec with the snippets of a library.
    fn with_library(&mut self, ctx: &mut Context, spec: &ProgramSpec, library: &Library) -> Result<Program> {
        let (vertex, fragment) = (spec.vertex.with_library(library)?, spec.fragment.with_library(library)?);
        self.compose(ctx, &ProgramSpec { vertex, fragment, label: spec.label })
    }

    #[cfg(not(feature = "hot-reload"))]
    fn replace(&mut self, ctx: &mut Context, spec: &ProgramSpec, library: &Library) -> Result<Program> {
        self.with_library(ctx, spec, library)
    }

    /// The program of a spec with the snippets of a library; the last that was good where they come from files that are
    /// wrong.
    #[cfg(feature = "hot-reload")]
    fn replace(&mut self, ctx: &mut Context, spec: &ProgramSpec, library: &Library) -> Result<Program> {
        let made = self.with_library(ctx, spec, library).and_then(|program| {
            ctx.link(&program)?;
            Ok(program)
        });
        match made {
            Ok(program) => {
                self.reloaded.good.insert(key(spec), program.instance());
                Ok(program)
            }
            Err(error) if self.reloaded.epoch > 0 => {
                hot_reload::report(&error.to_string());
                match self.reloaded.good.get(&key(spec)) {
                    Some(good) => Ok(good.instance()),
                    None => self.compose(ctx, spec),
                }
            }
            Err(error) => Err(error),
        }
    }

    /// Takes what has changed in files.
    #[cfg(feature = "hot-reload")]
    fn look(&mut self) {
        let epoch = hot_reload::epoch();
        if self.reloaded.epoch != epoch {
            self.reloaded.epoch = epoch;
            self.set_library(hot_reload::library());
        }
    }

    fn compose(&mut self, ctx: &mut Context, spec: &ProgramSpec) -> Result<Program> {
        let dialect = match ctx.caps().api {
            Api::Gl => Dialect::Gl330,
            Api::Gles | Api::WebGl => Dialect::Es300,
        };
        let stages = Stages { vertex: &spec.vertex, fragment: &spec.fragment };
        let program = self.cache.get_or_compose(&stages, dialect, &ComposeCaps::new(), |composed| {
            Ok::<_, ComposeError>(program(&composed, spec.label))
        })?;
        Ok(program.instance())
    }
}

fn key(spec: &ProgramSpec) -> SpecKey {
    [&spec.vertex, &spec.fragment].map(Function::fingerprint)
}

/// A gloo program from composed texts, whose errors point into the snippets.
fn program(composed: &ComposedProgram, label: &str) -> Program {
    Program::new(source(composed, Stage::Vertex), source(composed, Stage::Fragment))
        .with_interface(interface(composed))
        .with_label(label)
}

fn source(composed: &ComposedProgram, stage: Stage) -> ShaderSource {
    let text = composed.text(stage);
    let mut origins: Vec<LineOrigin> = Vec::new();
    for (line, number) in (1_u32..).zip(text.lines()).map(|(line, _)| (line, line as usize)) {
        let (file, file_line) = match composed.locate(stage, number) {
            Some(location) => (location.snippet, location.line),
            None => ("(composed)".into(), line),
        };
        let goes_on = origins
            .last()
            .is_some_and(|last| last.file == file && last.file_line + (line - last.line) == file_line);
        if !goes_on {
            origins.push(LineOrigin { line, file, file_line });
        }
    }
    ShaderSource::composed(text, origins)
}

/// Functions that vertex stages read the device's textures with, for [`Function::bind`].
pub mod functions {
    use super::{Binding, ComposeError, ConstTable, Function, library};
    use crate::device::vertices;
    use crate::shaders::GlslType;

    fn of(path: &str) -> Result<Function, ComposeError> {
        Ok(Function::new(&library::snippet(path)?))
    }

    /// `vec4 row(int index, int texel)`: values of a visual's row.
    ///
    /// # Errors
    /// None, unless the library is broken.
    pub fn row() -> Result<Function, ComposeError> {
        of("lib/device/row.glsl")?.bind("rows", Binding::texture("u_rows", GlslType::Sampler2D))
    }

    /// `vec4 vertex_texel(int index)`: a vertex by its number.
    ///
    /// # Errors
    /// None, unless the library is broken.
    pub fn vertex_texel() -> Result<Function, ComposeError> {
        let width = i32::try_from(vertices::WIDTH).unwrap_or(i32::MAX);
        of("lib/device/vertex_texel.glsl")?
            .bind("vertices", Binding::texture("u_vertices", GlslType::Sampler2D))?
            .with_constants(&ConstTable::new().with("VERTEX_TEXTURE_WIDTH", width)?)
    }

    /// `vec4 position_from_px(vec2 px)`: a pixel position as `gl_Position`.
    ///
    /// # Errors
    /// None, unless the library is broken.
    pub fn position_from_px() -> Result<Function, ComposeError> {
        of("lib/device/position_from_px.glsl")?
            .bind("target_size_px", Binding::uniform("u_target_size_px", GlslType::Vec2))
    }

    /// `vec2 quad_corner(int vertex)`: corners of a rectangle of six vertices.
    ///
    /// # Errors
    /// None, unless the library is broken.
    pub fn quad_corner() -> Result<Function, ComposeError> {
        of("lib/device/quad_corner.glsl")
    }
}

/// The variables of a composed program in gloo's words. Types that gloo does not know are left to the driver.
fn interface(composed: &ComposedProgram) -> Interface {
    let variables = |variables: &[Variable]| {
        let known = variables.iter().filter_map(|variable| {
            let ty = vispy_gloo::GlslType::from_name(variable.ty.name())?;
            Some(vispy_gloo::Variable {
                name: variable.name.as_str().into(),
                ty,
                array_len: variable.len.unwrap_or(1),
            })
        });
        known.collect::<Vec<_>>()
    };
    let mut uniforms = variables(&composed.interface.uniforms);
    uniforms.extend(variables(&composed.interface.samplers));
    let attributes = variables(&composed.interface.attributes);
    Interface { uniforms, attributes, ..Interface::default() }
}

/// Whether a program has a uniform or texture of that name.
pub(super) fn reads(program: &Program, name: &str) -> bool {
    program
        .interface()
        .is_some_and(|interface| interface.uniforms.iter().any(|variable| *variable.name == *name))
}
