//! Whether statements matter: one of each snippet is changed so that it still compiles, and the numbers and pictures that
//! are made with it have to differ from those without the change.
//!
//! This shows that each snippet is in a picture or in numbers that depend on what it says, not that a test knows what is
//! right: that is for the golden pictures and the tests of the function library.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;
use std::time::Instant;

use vispy_app::egl::HeadlessContext;
use vispy_gloo::{
    Context, DrawCall, FrameBuffer, GlslType, Program, ReadFormat, Rect, Sampling, State, Texture2D,
    TextureFormat, Topology,
};
use vispy_visuals::device::ProgramSpec;
use vispy_visuals::glam::Mat4;
use vispy_visuals::shaders::library::{self, Library};
use vispy_visuals::shaders::{Function, Snippet};
use vispy_visuals::{Device, DrawContext};

use crate::cover::Cover;
use crate::scenes::{Make, SCENES, SIDE};

/// What was read back; an error is a change that does not compile.
type Outcome<T> = Result<T, Box<dyn Error>>;

/// Changes tried for each snippet, of those that compile.
const CHANGES: usize = 2;

/// Sets of arguments for a function by itself.
const ARGUMENTS: usize = 24;

/// Words and what they are changed to. Many do not fit their types: then the text does not compile, and the next is tried.
const SWAPS: [(&str, &str); 24] = [
    (" + ", " - "),
    (" - ", " + "),
    (" * ", " / "),
    (" / ", " * "),
    (" < ", " > "),
    (" > ", " < "),
    (" <= ", " > "),
    (" >= ", " < "),
    ("min(", "max("),
    ("max(", "min("),
    ("sin(", "cos("),
    ("cos(", "sin("),
    ("abs(", "-abs("),
    ("0.5", "0.25"),
    ("1.0", "0.75"),
    ("2.0", "3.0"),
    ("0.0", "0.4"),
    (" & ", " | "),
    (" && ", " || "),
    (" || ", " && "),
    (".x", ".y"),
    (".y", ".x"),
    ("return ", "return 0.7 * "),
    ("return ", "return 1 + "),
];

/// Changes every snippet, in an order that follows from the seed and for as long as that may take, and returns how many changes
/// nobody noticed.
pub(crate) fn values(
    headless: &mut HeadlessContext,
    cover: &Cover,
    (seconds, seed): (f64, u64),
) -> Outcome<usize> {
    let start = Instant::now();
    let ctx = headless.make_current()?;
    let alone: BTreeMap<&str, &ProgramSpec> = cover
        .cases
        .iter()
        .filter(|case| case.name.starts_with("lib/"))
        .map(|case| (&*case.name, &case.spec))
        .collect();
    let mut scenes = Vec::new();
    for (name, make) in SCENES {
        scenes.push((name, make, picture(ctx, None, make)?));
    }
    let (mut killed, mut survivors, mut unchanged) = (0, 0, Vec::new());
    let mut paths: Vec<&str> = library::paths().collect();
    // Any order will do that is another for another seed.
    paths.sort_by_cached_key(|path| {
        path.bytes().fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
    });
    let mut looked_at = 0;
    for path in &paths {
        if start.elapsed().as_secs_f64() > seconds {
            break;
        }
        looked_at += 1;
        let source = library::snippet(path)?.source().to_owned();
        let mut tried = 0;
        for (line, text) in changes(&source) {
            if tried == CHANGES {
                break;
            }
            let mut changed = Library::new();
            changed.add(path, text.clone());
            let changed = Arc::new(changed);
            if changed.snippet(path).is_err() {
                continue;
            }
            match noticed(ctx, alone.get(path).copied(), &scenes, &changed)? {
                None => {}
                Some(true) => {
                    tried += 1;
                    killed += 1;
                }
                Some(false) => {
                    tried += 1;
                    let statement = text.lines().nth(line - 1).unwrap_or_default().trim().to_owned();
                    println!("nobody noticed: {path}:{line}: {statement}");
                    survivors += 1;
                }
            }
        }
        if tried == 0 {
            unchanged.push(path);
        }
    }
    unchanged.iter().for_each(|path| println!("no change of it compiles: {path}"));
    let total = killed + survivors;
    println!("values: {looked_at} of {} snippets, seed {seed}", paths.len());
    println!("values: {killed} of {total} changed statements make other numbers or another picture");
    Ok(survivors)
}

/// Whether a change is seen in a function by itself or in a picture; `None` if it does not compile.
fn noticed(
    ctx: &mut Context,
    alone: Option<&ProgramSpec>,
    scenes: &[(&str, Make, Vec<u8>)],
    changed: &Arc<Library>,
) -> Outcome<Option<bool>> {
    if let Some(spec) = alone {
        let right = numbers(ctx, spec)?;
        let spec = ProgramSpec { fragment: spec.fragment.with_library(changed)?, ..spec.clone() };
        match numbers(ctx, &spec) {
            Err(_) => return Ok(None),
            Ok(found) if differ(&right, &found) => return Ok(Some(true)),
            Ok(_) => {}
        }
    }
    for (_, make, right) in scenes {
        match picture(ctx, Some(changed), *make) {
            Err(_) => return Ok(None),
            Ok(found) if found.iter().zip(right).any(|(a, b)| a.abs_diff(*b) > 2) => return Ok(Some(true)),
            Ok(_) => {}
        }
    }
    Ok(Some(false))
}

/// Beyond what another order of the same operations could do.
fn differ(right: &[f32], found: &[f32]) -> bool {
    right.iter().zip(found).any(|(a, b)| match (a.is_nan(), b.is_nan()) {
        (true, true) => false,
        (false, false) => a != b && (a - b).abs() > 1e-4 * a.abs().max(1e-3),
        _ => true,
    })
}

/// Texts in which one statement is another, with its line; from the last line up, because what is last matters most.
fn changes(source: &str) -> impl Iterator<Item = (usize, String)> {
    let lines: Vec<&str> = source.lines().collect();
    let places: Vec<(usize, &str, &str)> = (0..lines.len())
        .rev()
        .filter(|index| !lines[*index].trim_start().starts_with("//"))
        .flat_map(|index| SWAPS.map(|(from, to)| (index, from, to)))
        .filter(|(index, from, _)| lines[*index].contains(from))
        .collect();
    places
        .into_iter()
        .map(move |(index, from, to)| {
            let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            changed[index] = changed[index].replacen(from, to, 1);
            (index + 1, changed.join("\n") + "\n")
        })
        .collect::<Vec<_>>()
        .into_iter()
}

/// Draws a scene with the snippets of a library, both with strokes from the CPU and from the shaders.
fn picture(ctx: &mut Context, library: Option<&Arc<Library>>, make: Make) -> Outcome<Vec<u8>> {
    let texture = Texture2D::empty(TextureFormat::Rgba8, SIDE, SIDE)?;
    let framebuffer = FrameBuffer::new(&texture)?;
    let target = ctx.use_framebuffer(&framebuffer)?;
    let mut pixels = Vec::new();
    for rasterizing in [true, false] {
        let mut scene = make(target)?;
        ctx.clear(target, None, Some([1.0; 4]), None);
        let drawn = Device::with(ctx, |ctx, device| {
            device.set_rasterizing(rasterizing);
            device.set_library(library.cloned());
            device.begin_frame();
            for _ in 0..2 {
                for (visual, view) in &mut scene {
                    visual.prepare(&mut DrawContext::new(ctx, device, view))?;
                }
                if device.is_settled() {
                    break;
                }
            }
            device.upload(ctx)?;
            for (visual, view) in &mut scene {
                visual.draw(&mut DrawContext::new(ctx, device, view))?;
            }
            Ok::<_, vispy_visuals::Error>(())
        });
        let flushed = ctx.flush();
        drawn?;
        flushed?;
        let mut bytes = Vec::new();
        ctx.read_pixels_now(target, target.rect(), ReadFormat::Rgba8, &mut bytes)?;
        pixels.extend(bytes);
    }
    Ok(pixels)
}

/// What a function gives for numbers that look random: the same in each run.
fn numbers(ctx: &mut Context, spec: &ProgramSpec) -> Outcome<Vec<f32>> {
    let vertex = "void main() {\n    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);\n    \
        gl_Position = vec4(corner * 4.0 - 1.0, 0.0, 1.0);\n}\n";
    let spec =
        ProgramSpec { vertex: Function::new(&Snippet::new("check/all.vert.glsl", vertex)?), ..spec.clone() };
    let output = Texture2D::empty(TextureFormat::Rgba32F, 1, 1)?;
    let framebuffer = FrameBuffer::new(&output)?;
    let target = ctx.use_framebuffer(&framebuffer)?;
    let mut program = Device::with(ctx, |ctx, device| {
        device.set_library(None);
        device.program(ctx, &spec)
    })?;
    ctx.link(&program)?;
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 40) as f32 / (1_u64 << 24) as f32
    };
    let texels: Vec<[f32; 4]> = (0..256).map(|_| [random(), random(), random(), random()]).collect();
    let texture = Texture2D::new(TextureFormat::Rgba32F, 16, 16, &texels[..])?;
    texture.set_sampling(Sampling::NEAREST);
    let mut found = Vec::new();
    for round in 0..ARGUMENTS {
        let scale = [1.0, 0.3, 4.0, 60.0][round % 4];
        set_all(&mut program, &texture, &mut || (random() * 2.0 - [1.0, 0.2][round / 4 % 2]) * scale)?;
        ctx.draw(&mut program, target, State::OPAQUE, DrawCall::new(Topology::Triangles, 0..3))?;
        let mut bytes = Vec::new();
        ctx.read_pixels_now(target, Rect::new(0, 0, 1, 1), ReadFormat::Rgba32F, &mut bytes)?;
        found.extend(bytes.chunks_exact(4).map(|b| f32::from_ne_bytes([b[0], b[1], b[2], b[3]])));
    }
    Ok(found)
}

/// Sets every uniform of a program.
fn set_all(program: &mut Program, texture: &Texture2D, random: &mut impl FnMut() -> f32) -> Outcome<()> {
    let uniforms = program.interface().map(|interface| interface.uniforms.clone()).unwrap_or_default();
    for variable in uniforms {
        let name = &*variable.name;
        let mut n = || random();
        match variable.ty {
            GlslType::Float => program.set_uniform(name, n())?,
            GlslType::Vec2 => program.set_uniform(name, [n(), n()])?,
            GlslType::Vec3 => program.set_uniform(name, [n(), n(), n()])?,
            GlslType::Vec4 => program.set_uniform(name, [n(), n(), n(), n()])?,
            GlslType::Int => program.set_uniform(name, n() as i32)?,
            GlslType::Mat4 => program.set_uniform(name, Mat4::from_cols_array(&[(); 16].map(|()| n())))?,
            GlslType::Sampler2D => program.set_texture(name, texture)?,
            _ => {}
        }
    }
    Ok(())
}
