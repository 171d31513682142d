//! Random trees of small functions: composed, run on the GPU, and compared with the same tree evaluated here.
//!
//! All values are multiples of 1/4 between -512 and 512, and all operations keep them so: the results are exact in single
//! precision, and have to be equal.

mod tree;

use std::cell::{Cell, RefCell};

use proptest::prelude::*;
use vispy_app::egl::HeadlessContext;
use vispy_gloo::{DrawCall, FrameBuffer, ReadFormat, Rect, State, Texture2D, TextureFormat, Topology};
use vispy_visuals::Device;
use vispy_visuals::device::ProgramSpec;
use vispy_visuals::shaders::{Binding, Function, GlslType, Snippet, Varying};

use crate::evaluate::contexts;
use tree::{Builder, Tree, Value};

/// Trees in a program: each has a pixel.
const TREES: usize = 16;

/// Programs of all runs; with the trees in each of them at least 500 trees.
const PROGRAMS: u32 = 36;

/// The bytes that a tree is grown from: shorter ones make smaller trees.
fn seeds() -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::vec(prop::collection::vec(any::<u8>(), 1..60), 1..=TREES)
}

fn snippet(name: &str, text: String) -> Function {
    Function::new(&Snippet::new(name, text).unwrap_or_else(|error| panic!("{error}")))
}

/// Binds the trees into the two stages of a program. Every fourth is evaluated in the vertex stage.
fn program(trees: &[Tree], builder: &mut Builder) -> ProgramSpec {
    let bound: Vec<Function> = trees.iter().map(|tree| builder.function(tree)).collect();
    let mut vertex_text = String::from("    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);\n");
    let mut fragment_text = String::from("    int number = int(gl_FragCoord.x);\n    value = vec4(0.0);\n");
    let mut vertex_bindings: Vec<(String, Binding)> = Vec::new();
    let mut fragment_bindings: Vec<(String, Binding)> = Vec::new();
    for (number, (tree, function)) in trees.iter().zip(bound).enumerate() {
        let name = format!("tree_{number}");
        let four = tree::widened(tree.ty(), &format!("${name}"));
        if number % 4 == 3 {
            vertex_text += &format!("    $v_{number} = {four};\n");
            vertex_bindings.push((name, function.into()));
            let varying = Varying { name: format!("v_tree_{number}"), ty: GlslType::Vec4, flat: true };
            vertex_bindings.push((format!("v_{number}"), Binding::Varying(varying.clone())));
            fragment_text += &format!("    if (number == {number}) value = $v_{number};\n");
            fragment_bindings.push((format!("v_{number}"), Binding::Varying(varying)));
        } else {
            fragment_text += &format!("    if (number == {number}) value = {four};\n");
            fragment_bindings.push((name, function.into()));
        }
    }
    for (number, (varying, value)) in builder.varyings.iter().enumerate() {
        vertex_text += &format!("    $w_{number} = $c_{number};\n");
        vertex_bindings.push((format!("w_{number}"), Binding::Varying(varying.clone())));
        vertex_bindings.push((format!("c_{number}"), value.constant()));
    }
    let vertex =
        format!("void main() {{\n{vertex_text}    gl_Position = vec4(corner * 4.0 - 1.0, 0.0, 1.0);\n}}\n");
    let fragment = format!("out vec4 value;\nvoid main() {{\n{fragment_text}}}\n");
    let bind = |main: Function, bindings: Vec<(String, Binding)>| {
        let bound = bindings.into_iter().try_fold(main, |main, (name, binding)| main.bind(&name, binding));
        bound.unwrap_or_else(|error| panic!("{error}"))
    };
    ProgramSpec {
        vertex: bind(snippet("trees/main.vert.glsl", vertex), vertex_bindings),
        fragment: bind(snippet("trees/main.frag.glsl", fragment), fragment_bindings),
        label: "trees",
    }
}

/// What the GPU makes of trees.
fn run(headless: &mut HeadlessContext, trees: &[Tree], builder: &mut Builder) -> Vec<[f32; 4]> {
    let spec = program(trees, builder);
    let ctx = headless.make_current().unwrap();
    let output = Texture2D::empty(TextureFormat::Rgba32F, TREES as u32, 1).unwrap();
    let framebuffer = FrameBuffer::new(&output).unwrap();
    let target = ctx.use_framebuffer(&framebuffer).unwrap();
    let mut program =
        Device::with(ctx, |ctx, device| device.program(ctx, &spec)).unwrap_or_else(|e| panic!("{e}"));
    for (name, value) in &builder.uniforms {
        value.set(&mut program, name);
    }
    let call = DrawCall::new(Topology::Triangles, 0..3);
    ctx.draw(&mut program, target, State::OPAQUE, call).unwrap_or_else(|error| panic!("{error}"));
    ctx.flush().unwrap_or_else(|error| panic!("{error}"));
    let mut bytes = Vec::new();
    ctx.read_pixels_now(target, Rect::new(0, 0, TREES as u32, 1), ReadFormat::Rgba32F, &mut bytes).unwrap();
    let floats: Vec<f32> =
        bytes.chunks_exact(4).map(|b| f32::from_ne_bytes([b[0], b[1], b[2], b[3]])).collect();
    floats.chunks_exact(4).take(trees.len()).map(|v| [v[0], v[1], v[2], v[3]]).collect()
}

#[test]
fn random_trees_are_what_the_cpu_computes() {
    let contexts = RefCell::new(contexts());
    let apis = contexts.borrow().len();
    if apis == 0 {
        return;
    }
    let (programs, count, deepest) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let config = ProptestConfig { cases: PROGRAMS, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let all = prop::collection::vec(prop::collection::vec(any::<u8>(), 1..60), TREES);
    let result = runner.run(&prop_oneof![8 => all.boxed(), 1 => seeds().boxed()], |seeds| {
        let trees: Vec<Tree> = seeds.iter().map(|seed| Tree::grow(seed)).collect();
        let expected: Vec<[f32; 4]> = trees.iter().map(|tree| tree.value().four()).collect();
        // Both dialects by turns.
        let which = programs.get() % apis;
        let found = run(&mut contexts.borrow_mut()[which], &trees, &mut Builder::default());
        programs.set(programs.get() + 1);
        count.set(count.get() + trees.len());
        deepest.set(trees.iter().map(Tree::depth).chain([deepest.get()]).max().unwrap_or(0));
        for (tree, (found, expected)) in trees.iter().zip(found.iter().zip(&expected)) {
            prop_assert_eq!(found, expected, "{}", tree);
        }
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    println!("{} trees in {} programs, up to {} deep", count.get(), programs.get(), deepest.get());
    assert!(count.get() >= 500, "{} trees are too few", count.get());
    assert!(deepest.get() >= 5, "the trees are too flat: {}", deepest.get());
}

/// The test above has teeth: trees whose arguments are bound in the wrong order come out wrong.
#[test]
fn arguments_in_the_wrong_order_are_found() {
    let Some(mut headless) = contexts().into_iter().next() else { return };
    let mut random = crate::evaluate::noise(7);
    let mut found_wrong = 0;
    for _ in 0..4 {
        let mut seed =
            || (0..40).map(|_| random.next().map_or(0, |x| (x * 256.0) as u8)).collect::<Vec<u8>>();
        let trees: Vec<Tree> = (0..TREES).map(|_| Tree::grow(&seed())).collect();
        let mut builder = Builder::swapped();
        let found = run(&mut headless, &trees, &mut builder);
        let expected = trees.iter().map(|tree| tree.value().four());
        found_wrong += found.iter().zip(expected).filter(|(found, expected)| **found != *expected).count();
    }
    assert!(found_wrong > TREES, "{found_wrong} of {} broken trees were found", 4 * TREES);
}

#[test]
fn values_are_exact() {
    for x in [-512.0, -0.25, 0.0, 3.75, 512.0] {
        assert_eq!(Value::float(x).four()[0], x as f32);
    }
}
