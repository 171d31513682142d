//! Transform feedback: what the vertex stage computes comes back in buffers.

use vispy_gloo::bytemuck::{Pod, Zeroable};
use vispy_gloo::{
    Context, DrawCall, Error, IndexBuffer, Program, Result, TextureFormat, Topology, VertexBuffer,
};

use crate::support::{gl, integers, plain, program, target};

const NOTHING: &str = "void main() {}";

#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Bird {
    a_position: [f32; 2],
    a_speed: f32,
}
vispy_gloo::vertex_layout!(Bird { a_position, a_speed });

const FLY: &str = "in vec2 a_position;
in float a_speed;
out vec2 v_position;
out float v_speed;
void main() { v_position = a_position + vec2(a_speed, 0.0); v_speed = a_speed * 2.0; }";

/// The vertices of a buffer of three numbers each, drawn as pixels and read back.
fn contents(ctx: &mut Context, buffer: &VertexBuffer) -> Result<Vec<[f32; 3]>> {
    let len = buffer.len() as u32;
    let (_layer, target) = target(ctx, TextureFormat::Rgba32Ui, len, 1)?;
    ctx.clear(target, None, Some([0.0; 4]), None);
    let vertex = format!(
        "in vec2 a_position;\nin float a_speed;\nflat out uvec4 v_value;\nvoid main() {{
    v_value = uvec4(floatBitsToUint(a_position), floatBitsToUint(a_speed), 0u);
    gl_Position = vec4((float(gl_VertexID) + 0.5) * 2.0 / {len}.0 - 1.0, 0.0, 0.0, 1.0);
    gl_PointSize = 1.0;
}}"
    );
    let fragment = "flat in uvec4 v_value;\nout uvec4 color;\nvoid main() { color = v_value; }";
    let mut reader = program(ctx, &vertex, fragment);
    reader.bind(buffer)?;
    ctx.draw(&mut reader, target, plain(), DrawCall::new(Topology::Points, 0..len))?;
    let pixels = integers(ctx, target)?;
    Ok(pixels.into_iter().map(|[x, y, speed, _]| [x, y, speed].map(f32::from_bits)).collect())
}

fn birds() -> VertexBuffer {
    VertexBuffer::new(&[
        Bird { a_position: [0.0, 1.0], a_speed: 0.5 },
        Bird { a_position: [10.0, 2.0], a_speed: 1.0 },
        Bird { a_position: [20.0, 3.0], a_speed: -1.0 },
    ])
}

#[test]
fn two_buffers_take_turns() -> Result<()> {
    let mut ctx = gl!();
    let mut now = birds();
    let mut next = VertexBuffer::with_len::<Bird>(3);
    let mut fly = program(&ctx, FLY, NOTHING).with_feedback(&["v_position", "v_speed"]);
    for _ in 0..2 {
        fly.bind(&now)?;
        ctx.transform_feedback(&mut fly, DrawCall::new(Topology::Points, 0..3), &[&next])?;
        std::mem::swap(&mut now, &mut next);
    }
    assert_eq!(contents(&mut ctx, &now)?, [[1.5, 1.0, 2.0], [13.0, 2.0, 4.0], [17.0, 3.0, -4.0]]);
    assert_eq!(contents(&mut ctx, &next)?, [[0.5, 1.0, 1.0], [11.0, 2.0, 2.0], [19.0, 3.0, -2.0]]);
    Ok(())
}

#[test]
fn each_output_can_have_a_buffer_of_its_own() -> Result<()> {
    let mut ctx = gl!();
    let now = birds();
    let (positions, speeds) = (VertexBuffer::with_len::<[f32; 2]>(2), VertexBuffer::with_len::<f32>(2));
    let mut fly = program(&ctx, FLY, NOTHING).with_separate_feedback(&["v_position", "v_speed"]);
    fly.bind(&now)?;
    // The second and the third.
    ctx.transform_feedback(&mut fly, DrawCall::new(Topology::Points, 1..3), &[&positions, &speeds])?;
    let joined = VertexBuffer::with_len::<Bird>(2);
    let copy = "in vec2 a_position;\nin float a_speed;\nout vec2 v_position;\nout float v_speed;\n\
                void main() { v_position = a_position; v_speed = a_speed; }";
    let mut copy = program(&ctx, copy, NOTHING).with_feedback(&["v_position", "v_speed"]);
    copy.set_attribute("a_position", &positions)?;
    copy.set_attribute("a_speed", &speeds)?;
    ctx.transform_feedback(&mut copy, DrawCall::new(Topology::Points, 0..2), &[&joined])?;
    assert_eq!(contents(&mut ctx, &joined)?, [[11.0, 2.0, 2.0], [19.0, 3.0, -2.0]]);
    Ok(())
}

#[test]
fn instances_and_vertices_without_attributes_are_captured() -> Result<()> {
    let mut ctx = gl!();
    let vertex = "out vec3 v_bird;\nvoid main() { v_bird = vec3(gl_VertexID, gl_InstanceID, 7.0); }";
    let mut make = program(&ctx, vertex, NOTHING).with_feedback(&["v_bird"]);
    let flock = VertexBuffer::with_len::<Bird>(4);
    let call = DrawCall::new(Topology::Points, 0..2).with_instances(2);
    ctx.transform_feedback(&mut make, call, &[&flock])?;
    let expected = [[0.0, 0.0, 7.0], [1.0, 0.0, 7.0], [0.0, 1.0, 7.0], [1.0, 1.0, 7.0]];
    assert_eq!(contents(&mut ctx, &flock)?, expected);
    // Two triangles and a vertex that is left over.
    let triangles = DrawCall::new(Topology::Triangles, 0..7);
    let room = VertexBuffer::with_len::<Bird>(6);
    ctx.transform_feedback(&mut make, triangles, &[&room])?;
    assert_eq!(contents(&mut ctx, &room)?[5], [5.0, 0.0, 7.0]);
    Ok(())
}

#[test]
fn what_cannot_be_captured_is_refused() -> Result<()> {
    let mut ctx = gl!();
    let now = birds().with_label("now");
    let next = VertexBuffer::with_len::<Bird>(3).with_label("next");
    let narrow = VertexBuffer::with_len::<[f32; 2]>(3).with_label("narrow");
    let few = VertexBuffer::with_len::<Bird>(2).with_label("few");
    let bird = |ctx: &Context, separate: bool| -> Result<Program> {
        let fly = program(ctx, FLY, NOTHING).with_label("fly");
        let names = ["v_position", "v_speed"];
        let mut fly = if separate { fly.with_separate_feedback(&names) } else { fly.with_feedback(&names) };
        fly.bind(&now)?;
        Ok(fly)
    };
    let points = DrawCall::new(Topology::Points, 0..3);
    let mut fly = bird(&ctx, false)?;
    let mut apart = bird(&ctx, true)?;
    let mut plain = program(&ctx, FLY, NOTHING).with_label("plain");
    plain.bind(&now)?;
    let message = |result: Result<()>| {
        let text = result.err().map(|error| error.to_string()).unwrap_or_else(|| "no error".to_owned());
        text.split_once(": ").map(|(_, end)| end.to_owned()).unwrap_or(text)
    };
    let mut messages = vec![
        message(ctx.transform_feedback(&mut fly, points, &[&now])),
        message(ctx.transform_feedback(&mut fly, points, &[&narrow])),
        message(ctx.transform_feedback(&mut fly, points, &[&few])),
        message(ctx.transform_feedback(&mut fly, points, &[&next, &few])),
        message(ctx.transform_feedback(&mut fly, points, &[])),
        message(ctx.transform_feedback(&mut apart, points, &[&narrow, &narrow])),
        message(ctx.transform_feedback(&mut fly, DrawCall::new(Topology::LineStrip, 0..3), &[&next])),
        message(ctx.transform_feedback(&mut plain, points, &[&next])),
    ];
    fly.set_indices(Some(&IndexBuffer::new(&[0_u8, 1, 2])));
    messages.push(message(ctx.transform_feedback(&mut fly, points, &[&next])));
    insta::assert_snapshot!(messages.join("\n"), @r#"
    expected buffers of which each is read or written once, got vertex buffer now twice
    expected vertices of 12 bytes (vec2 v_position, float v_speed), got 8 in vertex buffer narrow
    expected room for 3 vertices, got 2 in vertex buffer few
    expected room for 3 vertices, got 2 in vertex buffer few
    expected 1 buffer, got 0
    expected buffers of which each is read or written once, got vertex buffer narrow twice
    expected points, lines or triangles, got LineStrip
    expected outputs, as Program::with_feedback() names them, got none
    expected no index buffer, got one
    "#);
    let mut unknown = program(&ctx, FLY, NOTHING).with_feedback(&["v_gone"]);
    unknown.bind(&now)?;
    let error = ctx.transform_feedback(&mut unknown, points, &[&next]);
    assert!(matches!(error, Err(Error::Link { .. })), "{error:?}");
    ctx.flush()
}
