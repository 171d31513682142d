//! The programs to check: every snippet in every slot that it fits, and every pair of what goes together.

use std::collections::{BTreeMap, BTreeSet};

use vispy_visuals::Error;
use vispy_visuals::color::{Color, Colormap};
use vispy_visuals::device::ProgramSpec;
use vispy_visuals::filters::{
    Alpha, ClipPlanes, ColorFilter, ColorFunction, Coordinate, Filters, Isoline, PickingId, RectClip,
    ZColormap,
};
use vispy_visuals::glam::DVec2;
use vispy_visuals::interpolation::Kernel;
use vispy_visuals::shaders::{Binding, ComposeError, Function, GlslType, Snippet, library};
use vispy_visuals::transforms::all_map_functions;
use vispy_visuals::visuals::all_program_specs;

/// A filter by its name, attached to others.
pub(crate) type Kind = (&'static str, fn(Filters) -> Result<Filters, Error>);

/// All filters.
pub(crate) const KINDS: [Kind; 8] = [
    ("alpha", |filters| Ok(filters.with_at(0, Alpha::new(0.5)?))),
    ("color", |filters| Ok(filters.with_at(0, ColorFilter::tint(Color::WHITE)))),
    ("planes", |filters| Ok(filters.with_at(0, ClipPlanes::new([])?))),
    ("rect", |filters| {
        let bounds = vispy_visuals::Bounds { min: DVec2::ZERO, max: DVec2::ONE };
        Ok(filters.with_at(0, RectClip::new(bounds)?))
    }),
    ("zcolor", |filters| {
        let map = ZColormap::new(Coordinate::X, Colormap::default(), [0.0, 1.0])?;
        Ok(filters.with_at(0, map))
    }),
    ("function", |filters| {
        let text = "vec4 plain(vec4 color, vec2 position) { return color * position.x; }";
        Ok(filters.with_at(0, ColorFunction::new("check/plain.glsl", text)?))
    }),
    ("isoline", |filters| Ok(filters.with_at(0, Isoline::new([0.5])?))),
    ("picking", |filters| Ok(filters.with_at(0, PickingId::new(1)?))),
];

/// A program to check.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) spec: ProgramSpec,
}

/// How many pairs of a kind there are, and which of them go into no program.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    pub(crate) title: &'static str,
    pub(crate) covered: usize,
    pub(crate) uncovered: Vec<String>,
}

/// Every program to check, and what they cover.
#[derive(Debug, Default)]
pub(crate) struct Cover {
    pub(crate) cases: Vec<Case>,
    pub(crate) pairs: Vec<Pairs>,
    /// Variants of visuals by their number, with what goes with each: a row of the table.
    pub(crate) table: Vec<(String, Vec<&'static str>)>,
}

/// A function bound to a placeholder somewhere in a program.
#[derive(Debug, Clone)]
struct Slot {
    /// Placeholders from the stage's main to the function.
    path: Vec<String>,
    /// Name of the snippet whose placeholder it is.
    of: String,
    function: Function,
}

/// Makes all programs.
pub(crate) fn cover() -> Result<Cover, Error> {
    let specs = all_program_specs()?;
    let mut cover = Cover::default();
    let transforms = transforms()?;
    let mut with_filter = Pairs { title: "visual variant, filter", ..Pairs::default() };
    let mut with_transform = Pairs { title: "visual variant, transform", ..Pairs::default() };
    for (number, spec) in (1..).zip(&specs) {
        let label = format!("{number}. {}", spec.label);
        cover.add(label.clone(), (*spec).clone());
        let mut cells = Vec::new();
        // Segments of lines go into a layer: their colour is that of another program, which has the hooks.
        if fills_layer(spec) {
            cells.resize(KINDS.len(), "layer");
        } else {
            for (name, attach) in KINDS {
                let case = format!("{label} + {name}");
                match attach(Filters::new())?.apply(spec) {
                    Ok(hooked) => cells.push(with_filter.add(&mut cover, case, hooked)),
                    Err(error) => cells.push(with_filter.miss(case, &error)),
                }
            }
        }
        for (name, transform) in &transforms {
            let case = format!("{label} + {name}");
            // Sprites have no `position`: their marker is what a transform would move.
            match through(spec, transform) {
                Ok(Some(spec)) => cells.push(with_transform.add(&mut cover, case, spec)),
                Ok(None) => cells.push("-"),
                Err(error) => cells.push(with_transform.miss(case, &error.into())),
            }
        }
        cover.table.push((label, cells));
    }
    cover.pairs.extend([with_filter, with_transform]);
    cover_filter_pairs(&specs)?.into_iter().for_each(|(pairs, cases)| {
        cover.pairs.push(pairs);
        cover.cases.extend(cases);
    });
    cover_slots(&specs, &mut cover)?;
    cover_rest(&mut cover)?;
    Ok(cover)
}

/// Whether a program draws into a layer, and not colours.
pub(crate) fn fills_layer(spec: &ProgramSpec) -> bool {
    let name = spec.fragment.snippet().name();
    name.ends_with("coverage.frag.glsl") || name.ends_with("segment.frag.glsl")
}

impl Pairs {
    fn add(&mut self, cover: &mut Cover, name: String, spec: ProgramSpec) -> &'static str {
        self.covered += 1;
        cover.add(name, spec);
        "+"
    }

    fn miss(&mut self, name: String, error: &Error) -> &'static str {
        self.uncovered.push(format!("{name}: {error}"));
        "MISSING"
    }
}

impl Cover {
    fn add(&mut self, name: String, spec: ProgramSpec) {
        self.cases.push(Case { name, spec });
    }
}

/// Every ordered pair of filters, on a program of colours and on one that has values too.
fn cover_filter_pairs(specs: &[&'static ProgramSpec]) -> Result<Vec<(Pairs, Vec<Case>)>, Error> {
    let with_values = |spec: &&&ProgramSpec| spec.fragment.offers("fragment_value");
    let titles = ["filter, filter", "filter, filter, with values"];
    let found =
        [specs.iter().find(|spec| !with_values(spec) && !fills_layer(spec)), specs.iter().find(with_values)];
    let mut all = Vec::new();
    for (title, spec) in titles.into_iter().zip(found) {
        let mut pairs = Pairs { title, ..Pairs::default() };
        let mut cases = Vec::new();
        for (first, attach) in KINDS {
            for (second, attach_second) in KINDS {
                let name = format!("{first} + {second}");
                let filters = attach_second(attach(Filters::new())?)?;
                match spec.map(|spec| filters.apply(spec)) {
                    Some(Ok(spec)) => {
                        pairs.covered += 1;
                        cases.push(Case { name, spec });
                    }
                    Some(Err(error)) => pairs.uncovered.push(format!("{name}: {error}")),
                    None => pairs.uncovered.push(name),
                }
            }
        }
        all.push((pairs, cases));
    }
    Ok(all)
}

/// The built-in transforms as functions `vec4(vec4)`.
fn transforms() -> Result<Vec<(String, Function)>, Error> {
    let all = all_map_functions()?.into_iter();
    Ok(all.map(|(name, map)| (name, map.function().clone())).collect())
}

/// What makes four components of a type.
fn widened(ty: GlslType) -> Option<fn(&str) -> String> {
    Some(match ty {
        GlslType::Float => |value| format!("vec4({value}, 0.0, 0.0, 1.0)"),
        GlslType::Vec2 => |value| format!("vec4({value}, 0.0, 1.0)"),
        GlslType::Vec3 => |value| format!("vec4({value}, 1.0)"),
        GlslType::Vec4 => str::to_owned,
        GlslType::Mat2 | GlslType::Mat3 | GlslType::Mat4 => |value| format!("vec4(({value})[0][0])"),
        GlslType::Int | GlslType::UInt | GlslType::Bool => |value| format!("vec4(float({value}))"),
        _ => return None,
    })
}

/// A program whose positions go through a transform; `None` when it has no place for one.
pub(crate) fn through(spec: &ProgramSpec, transform: &Function) -> Result<Option<ProgramSpec>, ComposeError> {
    let Some(Binding::Function(position)) = spec.vertex.binding("position") else { return Ok(None) };
    let text = "vec4 through(vec2 px) {\n    return $position($transform(vec4(px, 0.0, 1.0)).xy);\n}\n";
    let through = Function::new(&Snippet::new("check/through.glsl", text)?)
        .bind("position", position)?
        .bind("transform", transform)?;
    Ok(Some(ProgramSpec { vertex: spec.vertex.bind("position", through)?, ..spec.clone() }))
}

/// Binds whatever a function leaves open to uniforms, of the first type with which it parses and composes.
fn closed(function: &Function) -> Result<Function, ComposeError> {
    let types = [GlslType::Float, GlslType::Vec2, GlslType::Vec3, GlslType::Vec4, GlslType::Mat4];
    let types = types.into_iter().chain([GlslType::Int, GlslType::Sampler2D]);
    let open: Vec<String> = function
        .snippet()
        .placeholders()
        .filter(|name| function.binding(name).is_none())
        .map(str::to_owned)
        .collect();
    let mut closed = function.clone();
    for name in &open {
        for ty in types.clone() {
            let next = closed.bind(name, Binding::uniform(&format!("u_{name}"), ty))?;
            if composes(&next) || *name != open[open.len() - 1] {
                closed = next;
                break;
            }
        }
    }
    Ok(closed)
}

/// A program of one function, whose arguments are uniforms.
fn harness(function: &Function) -> Result<Option<ProgramSpec>, ComposeError> {
    let Some((result, parameters)) = function.snippet().entry_types() else { return Ok(None) };
    let arguments: Vec<String> = (0..parameters.len()).map(|number| format!("$a{number}")).collect();
    let call = format!("$f({})", arguments.join(", "));
    let statement = match widened(result) {
        Some(widened) => format!("frag_color = {};", widened(&call)),
        None => format!("{call};\n    frag_color = vec4(1.0);"),
    };
    let text = format!("out vec4 frag_color;\nvoid main() {{\n    {statement}\n}}\n");
    let mut main = Function::new(&Snippet::new("check/harness.frag.glsl", text)?).bind("f", function)?;
    for (number, ty) in parameters.iter().enumerate() {
        let name = format!("u_argument_{number}");
        let variable =
            if ty.is_sampler() { Binding::texture(&name, *ty) } else { Binding::uniform(&name, *ty) };
        main = main.bind(&format!("a{number}"), variable)?;
    }
    let vertex = "void main() {\n    gl_Position = vec4(0.0, 0.0, 0.0, 1.0);\n}\n";
    let vertex = Function::new(&Snippet::new("check/harness.vert.glsl", vertex)?);
    Ok(Some(ProgramSpec { vertex, fragment: main, label: "one function" }))
}

fn composes(function: &Function) -> bool {
    use vispy_visuals::shaders::{ComposeCaps, Dialect, Stages, compose};
    harness(function).ok().flatten().is_some_and(|spec| {
        let stages = Stages { vertex: &spec.vertex, fragment: &spec.fragment };
        compose(&stages, Dialect::Es300, &ComposeCaps::new()).is_ok()
    })
}

/// Every function bound somewhere below another.
fn slots(function: &Function, path: &[String], found: &mut Vec<Slot>) {
    for name in function.snippet().placeholders() {
        if let Some(Binding::Function(bound)) = function.binding(name) {
            let path: Vec<String> = path.iter().cloned().chain([name.to_owned()]).collect();
            slots(bound, &path, found);
            let of = format!("{} ${name}", function.snippet().name());
            found.push(Slot { path, of, function: bound.clone() });
        }
    }
}

/// A function with another one bound somewhere below.
fn replaced(function: &Function, path: &[String], new: &Function) -> Result<Function, ComposeError> {
    let Some((name, rest)) = path.split_first() else { return Ok(new.clone()) };
    match function.binding(name) {
        Some(Binding::Function(bound)) => function.bind(name, replaced(bound, rest, new)?),
        _ => Ok(function.clone()),
    }
}

/// Puts every snippet into every slot that is for functions of its type, where it finds what it needs.
fn cover_slots(specs: &[&'static ProgramSpec], cover: &mut Cover) -> Result<(), Error> {
    let mut pairs = Pairs { title: "slot, snippet that fits", ..Pairs::default() };
    let mut by_type: BTreeMap<String, Vec<Snippet>> = BTreeMap::new();
    for path in library::paths() {
        let snippet = library::snippet(path)?;
        by_type.entry(format!("{:?}", snippet.entry_types())).or_default().push(snippet);
    }
    let bound = bound_by_rust()?;
    let mut known = BTreeSet::new();
    for spec in specs {
        for in_vertex in [true, false] {
            let stage = if in_vertex { &spec.vertex } else { &spec.fragment };
            let mut found = Vec::new();
            slots(stage, &[], &mut found);
            for slot in found {
                if !known.insert(slot.of.clone()) {
                    continue;
                }
                let ty = format!("{:?}", slot.function.snippet().entry_types());
                for snippet in by_type.get(&ty).into_iter().flatten() {
                    let function = match bound.get(snippet.name()) {
                        Some(bound) => bound.clone(),
                        None => match in_place_of(&slot.function, snippet)? {
                            Some(function) => function,
                            None => continue,
                        },
                    };
                    let stage = replaced(stage, &slot.path, &function)?;
                    let (name, mut spec) = (format!("{} = {}", slot.of, snippet.name()), (*spec).clone());
                    *(if in_vertex { &mut spec.vertex } else { &mut spec.fragment }) = stage;
                    pairs.add(cover, name, spec);
                }
            }
        }
    }
    cover.pairs.push(pairs);
    Ok(())
}

/// A snippet with what another function of the same type has bound; `None` when it needs more.
fn in_place_of(function: &Function, snippet: &Snippet) -> Result<Option<Function>, ComposeError> {
    let mut new = Function::new(snippet);
    // What another reads by names of constants, only its own program gives it.
    if function.snippet() == snippet
        || snippet.source().contains("LINE_")
        || snippet.source().contains("MARKER_")
    {
        return Ok((function.snippet() == snippet).then(|| function.clone()));
    }
    for name in snippet.placeholders() {
        let Some(binding) = function.binding(name) else { return Ok(None) };
        new = new.bind(name, binding.clone())?;
    }
    Ok(Some(new))
}

/// Functions as Rust binds them, by the names of their snippets.
fn bound_by_rust() -> Result<BTreeMap<String, Function>, Error> {
    let mut found = Vec::new();
    for (_, function) in transforms()? {
        slots(&function, &[], &mut found);
        found.push(Slot { path: Vec::new(), of: String::new(), function });
    }
    for kernel in Kernel::ALL {
        found.push(Slot { path: Vec::new(), of: String::new(), function: kernel.function()? });
    }
    Ok(found.into_iter().map(|slot| (slot.function.snippet().name().to_owned(), slot.function)).collect())
}

/// Gives each snippet for everybody a program of its own.
fn cover_rest(cover: &mut Cover) -> Result<(), Error> {
    let mut pairs = Pairs { title: "snippet by itself", ..Pairs::default() };
    // Those that read the device's own textures are in every program.
    let alone = |path: &&str| {
        path.starts_with("lib/")
            && !["lib/filters/", "lib/device/"].iter().any(|folder| path.starts_with(folder))
    };
    let bound = bound_by_rust()?;
    for path in library::paths().filter(alone) {
        let function = match bound.get(path) {
            Some(function) => function.clone(),
            None => closed(&Function::new(&library::snippet(path)?))?,
        };
        if let Some(spec) = harness(&function)?.filter(|_| composes(&function)) {
            pairs.add(cover, path.to_owned(), spec);
        }
    }
    cover.pairs.push(pairs);
    Ok(())
}

/// Random programs: visual, filters and transform, each from numbers of a seed.
pub(crate) fn random(seed: &mut u64) -> Result<Case, Error> {
    let mut next = |most: usize| {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        (*seed % most as u64) as usize
    };
    let specs: Vec<_> = all_program_specs()?.into_iter().filter(|spec| !fills_layer(spec)).collect();
    let spec = specs[next(specs.len())];
    let mut name = spec.label.to_owned();
    let mut filters = Filters::new();
    for _ in 0..2 + next(5) {
        let (kind, attach) = KINDS[next(KINDS.len())];
        name = format!("{name} + {kind}");
        filters = attach(filters)?;
    }
    let mut hooked = filters.apply(spec)?;
    let transforms = transforms()?;
    let (transform, function) = &transforms[next(transforms.len())];
    if let Some(moved) = through(&hooked, function)? {
        name = format!("{name} + {transform}");
        hooked = moved;
    }
    Ok(Case { name, spec: hooked })
}
