//! The programs of markers: one for each set of symbols and of styles that differ between markers, and no more code in it
//! than these need.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::Symbol;
use crate::batch::POINT_MARGIN_PX;
use crate::device::{ProgramSpec, functions};
use crate::error::Result;
use crate::shaders::{Binding, ComposeError, ConstTable, Function, FunctionChain, GlslType, library};

/// What a marker carries itself; what it does not is the same for all and stands in the visual's row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(in crate::visuals) struct Layout {
    /// Snippets of the shapes that occur, by the numbers that markers carry.
    pub(in crate::visuals) shapes: Vec<&'static str>,
    /// Whether there are edges.
    pub(in crate::visuals) edge: bool,
    /// Whether there are angles.
    pub(in crate::visuals) turned: bool,
    /// Whether size, edge width or angle differ.
    pub(in crate::visuals) item_shape: bool,
    /// Whether colours differ.
    pub(in crate::visuals) item_color: bool,
}

impl Layout {
    /// Whether markers differ by their place only.
    pub(super) fn is_uniform(&self) -> bool {
        self.texels() == 1 && self.shapes.len() == 1
    }

    /// Texels of a marker: a power of two, so that markers begin at multiples of it.
    pub(super) fn texels(&self) -> u32 {
        match (self.item_shape, self.item_color) {
            (false, false) => 1,
            (true, true) => 4,
            _ => 2,
        }
    }
}

/// How markers are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// As points: half the work, up to the size that the driver knows.
    Sprites,
    /// As two triangles each.
    Quads,
}

/// Programs that stand for all: what `cargo xtask shaders` compiles.
pub(in crate::visuals) fn all_specs() -> Result<Vec<&'static ProgramSpec>> {
    let disc = || Layout { shapes: vec![Symbol::Disc.snippet()], ..Layout::default() };
    let edge = Layout { edge: true, ..disc() };
    let colors = Layout { item_color: true, edge: true, ..disc() };
    let sizes = Layout { item_shape: true, ..disc() };
    let all = Layout {
        shapes: Symbol::ALL.map(Symbol::snippet).to_vec(),
        edge: true,
        turned: true,
        item_shape: true,
        item_color: true,
    };
    let points = [disc(), edge, colors, sizes, all.clone()].map(|layout| (layout, Form::Sprites));
    let quads = [disc(), all].map(|layout| (layout, Form::Quads));
    points.into_iter().chain(quads).map(|(layout, form)| spec(&layout, form)).collect()
}

/// The sprites of a layout of other visuals.
pub(in crate::visuals) fn sprites(layout: &Layout) -> Result<&'static ProgramSpec> {
    spec(layout, Form::Sprites)
}

/// The program of a layout. Kept for the life of the process, as linked programs are for that of their context.
pub(super) fn spec(layout: &Layout, form: Form) -> Result<&'static ProgramSpec> {
    static SPECS: Mutex<BTreeMap<(Layout, Form), &'static ProgramSpec>> = Mutex::new(BTreeMap::new());
    let mut specs = SPECS.lock().unwrap_or_else(PoisonError::into_inner);
    let key = (layout.clone(), form);
    if let Some(spec) = specs.get(&key) {
        return Ok(spec);
    }
    let label = match form {
        Form::Sprites => "markers: sprites",
        Form::Quads => "markers: quads",
    };
    let spec = ProgramSpec { vertex: vertex(layout, form)?, fragment: fragment(layout)?, label };
    let spec: &'static ProgramSpec = Box::leak(Box::new(spec));
    specs.insert(key, spec);
    Ok(spec)
}

fn of(name: &str) -> Result<Function, ComposeError> {
    Ok(Function::new(&library::snippet(&format!("visuals/markers/{name}.glsl"))?))
}

fn hooked(function: &Function, hook: &str, with: &Function) -> Result<Function, ComposeError> {
    function.with_hook(hook, &FunctionChain::new(hook).with(0, with))
}

fn place() -> Binding {
    Binding::flat_varying("v_place", GlslType::Vec3)
}

fn face_color() -> Binding {
    Binding::flat_varying("v_face_color", GlslType::Vec4)
}

fn edge_color() -> Binding {
    Binding::flat_varying("v_edge_color", GlslType::Vec4)
}

fn half_edge() -> Binding {
    Binding::flat_varying("v_half_edge", GlslType::Float)
}

fn direction() -> Binding {
    Binding::flat_varying("v_direction", GlslType::Vec2)
}

fn symbol() -> Binding {
    Binding::flat_varying("v_symbol", GlslType::Float)
}

fn vertex(layout: &Layout, form: Form) -> Result<Function, ComposeError> {
    let texels = i32::try_from(layout.texels()).unwrap_or(1);
    let constants = ConstTable::new()
        .with("MARKER_TEXELS", texels)?
        .with("MARKER_COLOR_TEXEL", if layout.item_shape { 2 } else { 1 })?
        .with("MARKER_MARGIN_PX", POINT_MARGIN_PX as f32)?;
    let main = match form {
        Form::Sprites => {
            of("sprite.vert")?.bind("target_size_px", Binding::uniform("u_target_size_px", GlslType::Vec2))?
        }
        Form::Quads => of("quad.vert")?
            .bind("position", functions::position_from_px()?)?
            .bind("corner", functions::quad_corner()?)?,
    };
    let color = |name: &str| {
        if layout.item_color {
            of(&format!("item_{name}"))?
                .bind("vertex_texel", functions::vertex_texel()?)?
                .with_constants(&constants)
        } else {
            of(&format!("row_{name}"))?.bind("row", functions::row()?)
        }
    };
    let shape = if layout.item_shape {
        of("item_shape")?.bind("vertex_texel", functions::vertex_texel()?)?
    } else {
        of("row_shape")?.bind("row", functions::row()?)?
    };
    let mut marker = of("place_marker")?
        .bind("vertex_texel", functions::vertex_texel()?)?
        .bind("shape", shape)?
        .bind("face", color("face")?)?
        .bind("place", place())?
        .bind("face_color", face_color())?;
    if layout.edge {
        let pass = of("pass_edge")?
            .bind("edge", color("edge")?)?
            .bind("edge_color", edge_color())?
            .bind("half_edge", half_edge())?;
        marker = hooked(&marker, "marker_edge", &pass)?;
    }
    if layout.turned {
        let pass = of("pass_direction")?.bind("direction", direction())?;
        marker = hooked(&marker, "marker_turn", &pass)?;
    }
    if layout.shapes.len() > 1 {
        let pass = of("pass_symbol")?.bind("symbol", symbol())?;
        marker = hooked(&marker, "marker_symbol", &pass)?;
    }
    // What only `vertex_post` needs, the first of the marker's texels, is bound and stays away with it.
    main.bind("marker", marker)?.bind("vertex_texel", functions::vertex_texel()?)?.with_constants(&constants)
}

fn fragment(layout: &Layout) -> Result<Function, ComposeError> {
    let paint = if layout.edge {
        of("paint_edge")?
            .bind("face_color", face_color())?
            .bind("edge_color", edge_color())?
            .bind("half_edge", half_edge())?
    } else {
        of("paint_face")?.bind("face_color", face_color())?
    };
    let mut main = of("main.frag")?
        .bind("place", place())?
        .bind("distance", distance(&layout.shapes)?)?
        .bind("paint", paint)?;
    if layout.turned {
        main = hooked(&main, "marker_frame", &of("turned")?.bind("direction", direction())?)?;
    }
    Ok(main)
}

/// The distance of the only shape, or a function that chooses by the marker's number.
fn distance(shapes: &[&'static str]) -> Result<Function, ComposeError> {
    let function = |path: &str| Ok::<_, ComposeError>(Function::new(&library::snippet(path)?));
    let Some((last, others)) = shapes.split_last() else { return function("lib/markers/disc.glsl") };
    let mut chosen = function(last)?;
    for (index, path) in others.iter().enumerate().rev() {
        chosen = of("one_of")?
            .bind("symbol", symbol())?
            .bind("last", index as f32 + 0.5)?
            .bind("shape", function(path)?)?
            .bind("others", chosen)?;
    }
    Ok(chosen)
}
