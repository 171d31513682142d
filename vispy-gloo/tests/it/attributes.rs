//! Attributes of every kind arrive in the vertex shader.

use vispy_gloo::bytemuck::{Pod, Zeroable};
use vispy_gloo::{
    Context, DrawCall, F16, I2101010, IndexBuffer, RenderTarget, Result, TextureFormat, Topology, U2101010,
    Vertex, VertexBuffer,
};

use crate::support::{gl, integers, plain, program, target};

/// A vertex stage that draws pixel `i` for vertex or instance `i` of four, in the bits of `value`.
fn stage(declarations: &str, number: &str, value: &str) -> String {
    format!(
        "{declarations}\nflat out uvec4 v_value;\nvoid main() {{\n    v_value = {value};\n    \
         gl_Position = vec4((float({number}) + 0.5) / 2.0 - 1.0, 0.0, 0.0, 1.0);\n    gl_PointSize = 1.0;\n}}"
    )
}

const FRAGMENT: &str = "flat in uvec4 v_value;\nout uvec4 color;\nvoid main() { color = v_value; }";

fn row(ctx: &mut Context) -> Result<(vispy_gloo::FrameBuffer, RenderTarget)> {
    let row = target(ctx, TextureFormat::Rgba32Ui, 4, 1)?;
    ctx.clear(row.1, None, Some([0.0; 4]), None);
    Ok(row)
}

/// What arrives of four values for `in {ty} a_value`: floats as their bits.
fn arrives<V: Vertex>(ctx: &mut Context, ty: &str, value: &str, data: [V; 4]) -> Result<Vec<[u32; 4]>> {
    let (_row, target) = row(ctx)?;
    let buffer = VertexBuffer::new(&data);
    let mut program = program(ctx, &stage(&format!("in {ty} a_value;"), "gl_VertexID", value), FRAGMENT);
    program.set_attribute("a_value", &buffer)?;
    ctx.draw(&mut program, target, plain(), DrawCall::new(Topology::Points, 0..4))?;
    integers(ctx, target)
}

#[test]
fn integers_arrive_whole() -> Result<()> {
    let mut ctx = gl!();
    let data = [[0_u32, 1], [7, u32::MAX], [3, 4], [5, 6]];
    let found = arrives(&mut ctx, "uvec2", "uvec4(a_value, 0u, 1u)", data)?;
    assert_eq!(found, data.map(|[x, y]| [x, y, 0, 1]));
    let found = arrives(&mut ctx, "int", "uvec4(uint(a_value), 0u, 0u, 0u)", [-1_i8, 5, -128, 127])?;
    assert_eq!(found, [-1_i32, 5, -128, 127].map(|value| [value as u32, 0, 0, 0]));
    let found = arrives(&mut ctx, "ivec3", "uvec4(uvec3(a_value), 0u)", [[1_i32, -2, i32::MIN]; 4])?;
    assert_eq!(found[3], [1, (-2_i32) as u32, 1 << 31, 0]);
    let found = arrives(&mut ctx, "uvec4", "a_value", [[1_u16, 2, 3, u16::MAX]; 4])?;
    assert_eq!(found[0], [1, 2, 3, 65535]);
    Ok(())
}

#[test]
fn integers_arrive_as_floats_where_the_shader_wants_floats() -> Result<()> {
    let mut ctx = gl!();
    let found = arrives(&mut ctx, "vec2", "uvec4(floatBitsToUint(a_value), 0u, 0u)", [[-300_i16, 32767]; 4]);
    assert_eq!(found?[1], [(-300.0_f32).to_bits(), 32767.0_f32.to_bits(), 0, 0]);
    let found = arrives(&mut ctx, "float", "uvec4(floatBitsToUint(a_value), 0u, 0u, 0u)", [200_u8; 4]);
    assert_eq!(found?[2][0], 200.0_f32.to_bits());
    Ok(())
}

#[test]
fn missing_components_are_filled_up() -> Result<()> {
    let mut ctx = gl!();
    let found = arrives(&mut ctx, "vec4", "floatBitsToUint(a_value)", [[2.0_f32, 3.0]; 4])?;
    assert_eq!(found[0], [2.0_f32, 3.0, 0.0, 1.0].map(f32::to_bits));
    Ok(())
}

#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Marker {
    a_position: [f32; 2],
    a_color: [u8; 4],
    a_shift: [i16; 2],
    a_id: u32,
    a_unused: f32,
}
vispy_gloo::vertex_layout!(Marker { a_position, normalized a_color, normalized a_shift, a_id, a_unused });

#[test]
fn the_fields_of_a_struct_arrive_each_in_its_form() -> Result<()> {
    let mut ctx = gl!();
    let marker = |id: u32| Marker {
        a_position: [id as f32, 0.5],
        a_color: [255, 51, 0, 255],
        a_shift: [-32767, 32767],
        a_id: id,
        a_unused: 0.0,
    };
    let markers = VertexBuffer::new(&[marker(10), marker(11), marker(12), marker(13)]);
    let declarations = "in vec2 a_position;\nin vec4 a_color;\nin vec2 a_shift;\nin uint a_id;";
    let value =
        "uvec4(a_position.x * 10.0, round(a_color.g * 255.0), a_shift == vec2(-1.0, 1.0) ? 1u : 0u, a_id)";
    let mut program = program(&ctx, &stage(declarations, "gl_VertexID", value), FRAGMENT);
    // Before the variables are known: the field that the shader does not use is left out later.
    program.bind(&markers)?;
    for _ in 0..2 {
        let (_row, target) = row(&mut ctx)?;
        ctx.draw(&mut program, target, plain(), DrawCall::new(Topology::Points, 0..4))?;
        let expected: Vec<[u32; 4]> = (10..14).map(|id| [id * 10, 51, 1, id]).collect();
        assert_eq!(integers(&mut ctx, target)?, expected);
        program.bind(&markers)?;
    }
    Ok(())
}

#[test]
fn a_clone_is_the_same_buffer_with_a_divisor_of_its_own() -> Result<()> {
    let mut ctx = gl!();
    let (_row, target) = row(&mut ctx)?;
    let mut vertices = VertexBuffer::new(&[1_u32, 2, 3, 4]);
    let instances = vertices.clone().with_divisor(1);
    let value = "uvec4(a_value, a_instance, 0u, 1u)";
    let mut program =
        program(&ctx, &stage("in uint a_value; in uint a_instance;", "gl_VertexID", value), FRAGMENT);
    program.set_attribute("a_value", &vertices)?;
    program.set_attribute("a_instance", &instances)?;
    ctx.draw(&mut program, target, plain(), DrawCall::new(Topology::Points, 0..4))?;
    let rows = |first: u32| [0, 1, 2, 3].map(|index| [first + index, first, 0, 1]);
    assert_eq!(integers(&mut ctx, target)?, rows(1), "each vertex its own, the first instance the first");
    vertices.set(&[11_u32, 12, 13, 14])?;
    ctx.draw(&mut program, target, plain(), DrawCall::new(Topology::Points, 0..4))?;
    assert_eq!(integers(&mut ctx, target)?, rows(11), "written once, seen by both");
    Ok(())
}

#[test]
fn a_divisor_feeds_instances() -> Result<()> {
    let mut ctx = gl!();
    let (_row, target) = row(&mut ctx)?;
    let each = VertexBuffer::new(&[1_u32, 2, 3, 4]).with_divisor(1);
    let pairs = VertexBuffer::new(&[7_u32, 8]).with_divisor(2);
    let vertices = VertexBuffer::new(&[5_u32]);
    let declarations = "in uint a_each;\nin uint a_pair;\nin uint a_vertex;";
    let stage = stage(declarations, "gl_InstanceID", "uvec4(a_each, a_pair, a_vertex, 0u)");
    let mut program = program(&ctx, &stage, FRAGMENT);
    program.set_attribute("a_each", &each)?;
    program.set_attribute("a_pair", &pairs)?;
    program.set_attribute("a_vertex", &vertices)?;
    let call = DrawCall::new(Topology::Points, 0..1).with_instances(4);
    ctx.draw(&mut program, target, plain(), call)?;
    assert_eq!(integers(&mut ctx, target)?, [[1, 7, 5, 0], [2, 7, 5, 0], [3, 8, 5, 0], [4, 8, 5, 0]]);
    let error = ctx.draw(&mut program, target, plain(), call.with_instances(5)).err();
    let message = error.map(|error| error.to_string()).unwrap_or_default();
    assert!(message.ends_with("expected at most 4, which its buffers hold, got 5"), "{message}");
    Ok(())
}

#[test]
fn a_buffer_can_change_its_size_while_it_is_bound() -> Result<()> {
    let mut ctx = gl!();
    let mut values = VertexBuffer::new(&[9_u32]);
    let mut program =
        program(&ctx, &stage("in uint a_value;", "gl_VertexID", "uvec4(a_value, 0u, 0u, 0u)"), FRAGMENT);
    program.set_attribute("a_value", &values)?;
    for values_now in [vec![1_u32, 2], vec![3, 4, 5, 6], vec![7]] {
        let (_row, target) = row(&mut ctx)?;
        let count = values_now.len() as u32;
        values.set(&values_now)?;
        ctx.draw(&mut program, target, plain(), DrawCall::new(Topology::Points, 0..count))?;
        let found: Vec<u32> = integers(&mut ctx, target)?.iter().map(|pixel| pixel[0]).collect();
        assert_eq!(found[..values_now.len()], values_now);
        assert!(found[values_now.len()..].iter().all(|value| *value == 0), "{found:?}");
    }
    Ok(())
}

#[test]
fn every_number_type_arrives_normalised() -> Result<()> {
    let mut ctx = gl!();
    #[repr(C)]
    #[derive(Clone, Copy, Pod, Zeroable)]
    struct All {
        a_u8: [u8; 4],
        a_i8: [i8; 4],
        a_u16: [u16; 2],
        a_i16: [i16; 2],
        a_u32: u32,
        a_i32: i32,
    }
    vispy_gloo::vertex_layout!(All {
        normalized a_u8, normalized a_i8, normalized a_u16, normalized a_i16, normalized a_u32, normalized a_i32
    });
    let all = All {
        a_u8: [0, 51, 255, 255],
        a_i8: [-127, 127, 0, 0],
        a_u16: [u16::MAX, 0],
        a_i16: [-32767, 32767],
        a_u32: u32::MAX,
        a_i32: i32::MAX,
    };
    let declarations =
        "in vec4 a_u8;\nin vec4 a_i8;\nin vec2 a_u16;\nin vec2 a_i16;\nin float a_u32;\nin float a_i32;";
    let value = "uvec4(a_u8.rg * 255.0 + 0.5, a_i8.xy == vec2(-1.0, 1.0) && a_u16 == vec2(1.0, 0.0) ? 1u : 0u, \
                 a_i16 == vec2(-1.0, 1.0) && a_u32 == 1.0 && a_i32 == 1.0 ? 1u : 0u)";
    let (_row, target) = row(&mut ctx)?;
    let buffer = VertexBuffer::new(&[all; 4]);
    let mut program = program(&ctx, &stage(declarations, "gl_VertexID", value), FRAGMENT);
    program.bind(&buffer)?;
    ctx.draw(&mut program, target, plain(), DrawCall::new(Topology::Points, 0..4))?;
    assert_eq!(integers(&mut ctx, target)?[3], [0, 51, 1, 1]);
    Ok(())
}

#[test]
fn half_floats_arrive_as_floats() -> Result<()> {
    let mut ctx = gl!();
    // 1, -2, the largest, and the smallest that is not 0: 2 to the power of -24.
    let data = [F16(0x3c00), F16(0xc000), F16(0x7bff), F16(0x0001)];
    let found = arrives(&mut ctx, "float", "uvec4(floatBitsToUint(a_value), 0u, 0u, 0u)", data)?;
    let expected = [1.0_f32, -2.0, 65504.0, 2.0_f32.powi(-24)];
    assert_eq!(found, expected.map(|value| [value.to_bits(), 0, 0, 0]));
    let found = arrives(&mut ctx, "vec4", "floatBitsToUint(a_value)", [[F16(0x3800), F16(0x3c00)]; 4])?;
    assert_eq!(found[3], [0.5_f32, 1.0, 0.0, 1.0].map(f32::to_bits));
    let halves = VertexBuffer::new(&data);
    let mut program = program(&ctx, &stage("in uint a_value;", "gl_VertexID", "uvec4(a_value)"), FRAGMENT);
    ctx.link(&program)?;
    assert!(program.set_attribute("a_value", &halves).is_err(), "a float is no integer");
    Ok(())
}

#[test]
fn packed_numbers_arrive_whole_and_as_fractions() -> Result<()> {
    let mut ctx = gl!();
    let signed = [I2101010::new([1, -2, 511, 1]), I2101010::new([-512, 0, 3, -2])];
    let value = "uvec4(ivec4(a_value))";
    let found = arrives(&mut ctx, "vec4", value, [signed[0], signed[1], signed[0], signed[1]])?;
    assert_eq!(found[..2], [[1, -2, 511, 1], [-512, 0, 3, -2_i32]].map(|row| row.map(i32::cast_unsigned)));
    let unsigned = U2101010::new([1, 2, 1023, 3]);
    assert_eq!(arrives(&mut ctx, "vec4", "uvec4(a_value)", [unsigned; 4])?[3], [1, 2, 1023, 3]);

    #[repr(C)]
    #[derive(Clone, Copy, Pod, Zeroable)]
    struct Corner {
        a_normal: I2101010,
        a_color: U2101010,
        a_shift: [F16; 2],
        a_id: u32,
    }
    vispy_gloo::vertex_layout!(Corner { normalized a_normal, normalized a_color, a_shift, a_id });
    let corner = |id| Corner {
        a_normal: I2101010::from_unit([0.0, 1.0, -1.0]),
        a_color: U2101010::new([1023, 0, 341, 3]),
        a_shift: [F16(0x4200), F16(0)],
        a_id: id,
    };
    let (_row, target) = row(&mut ctx)?;
    let buffer = VertexBuffer::new(&[corner(5), corner(6), corner(7), corner(8)]);
    let declarations = "in vec4 a_normal;\nin vec4 a_color;\nin vec2 a_shift;\nin uint a_id;";
    // OpenGL before 4.2 reads a signed zero as 1 / 1023, and -511 as -1021 / 1023.
    let normal = "all(lessThan(abs(a_normal.xyz - vec3(0.0, 1.0, -1.0)), vec3(0.002)))";
    let value = format!(
        "uvec4({normal} ? 1u : 0u, a_color.rga == vec3(1.0, 0.0, 1.0) ? round(a_color.b * 300.0) : 0.0, a_shift.x, a_id)"
    );
    let mut program = program(&ctx, &stage(declarations, "gl_VertexID", &value), FRAGMENT);
    program.bind(&buffer)?;
    ctx.draw(&mut program, target, plain(), DrawCall::new(Topology::Points, 0..4))?;
    assert_eq!(integers(&mut ctx, target)?, [5, 6, 7, 8].map(|id| [1, 100, 3, id]));
    Ok(())
}

#[test]
fn matrices_are_attributes_of_instances() -> Result<()> {
    let mut ctx = gl!();
    let (_row, target) = row(&mut ctx)?;
    #[repr(C)]
    #[derive(Clone, Copy, Pod, Zeroable)]
    struct Instance {
        a_matrix: [[f32; 4]; 4],
        a_narrow: [[f32; 2]; 3],
        a_id: u32,
    }
    vispy_gloo::vertex_layout!(Instance { a_matrix, a_narrow, a_id });
    let instances: Vec<Instance> = (0..4_u32)
        .map(|id| {
            let at = id as f32;
            let matrix = glam::Mat4::from_translation(glam::Vec3::new(at, 2.0 * at, 3.0));
            let narrow = [[0.0; 2], [0.0; 2], [at, at + 1.0]];
            Instance { a_matrix: matrix.to_cols_array_2d(), a_narrow: narrow, a_id: id }
        })
        .collect();
    let buffer = VertexBuffer::new(instances).with_divisor(1);
    let declarations = "in mat4 a_matrix;\nin mat3x2 a_narrow;\nin uint a_id;";
    let value = "uvec4(a_matrix[3].y, a_matrix[0].x + a_matrix[3].z, a_narrow[2].y, a_id)";
    let mut program = program(&ctx, &stage(declarations, "gl_InstanceID", value), FRAGMENT);
    program.bind(&buffer)?;
    let call = DrawCall::new(Topology::Points, 0..1).with_instances(4);
    ctx.draw(&mut program, target, plain(), call)?;
    let expected: Vec<[u32; 4]> = (0..4).map(|id| [2 * id, 4, id + 1, id]).collect();
    assert_eq!(integers(&mut ctx, target)?, expected);
    let vectors = VertexBuffer::new(&[[0.0_f32; 4]; 4]);
    assert!(program.set_attribute("a_matrix", &vectors).is_err(), "a vector is no matrix");
    Ok(())
}

#[test]
fn an_attribute_can_have_one_value_for_all() -> Result<()> {
    let mut ctx = gl!();
    let values = VertexBuffer::new(&[1_u32, 2, 3, 4]);
    let declarations = "in uint a_value;\nin uvec2 a_constant;\nin float a_scale;";
    let value = "uvec4(a_value, a_constant, uint(a_scale))";
    let mut program = program(&ctx, &stage(declarations, "gl_VertexID", value), FRAGMENT);
    program.set_attribute("a_value", &values)?;
    for constant in [[7_u32, 8], [9, u32::MAX]] {
        let (_row, target) = row(&mut ctx)?;
        program.set_attribute_value("a_constant", constant)?;
        program.set_attribute_value("a_scale", 5_u8)?;
        ctx.draw(&mut program, target, plain(), DrawCall::new(Topology::Points, 0..4))?;
        let [x, y] = constant;
        assert_eq!(integers(&mut ctx, target)?, [[1, x, y, 5], [2, x, y, 5], [3, x, y, 5], [4, x, y, 5]]);
    }
    // A buffer takes its place again.
    let (_row, target) = row(&mut ctx)?;
    program.set_attribute("a_constant", &VertexBuffer::new(&[[1_u32, 2], [3, 4], [5, 6], [7, 8]]))?;
    ctx.draw(&mut program, target, plain(), DrawCall::new(Topology::Points, 0..4))?;
    assert_eq!(integers(&mut ctx, target)?[2], [3, 5, 6, 5]);
    Ok(())
}

#[test]
fn the_largest_index_starts_a_strip_anew() -> Result<()> {
    let mut ctx = gl!();
    if !ctx.caps().primitive_restart {
        vispy_app::testing::skip("strips are not restarted");
        return Ok(());
    }
    let (_row, target) = row(&mut ctx)?;
    // Two lines of two pixels each, of the four that there are; without a restart the gap would be drawn too.
    let vertex = "in float a_x;\nflat out uvec4 v_value;
void main() { v_value = uvec4(1u); gl_Position = vec4(a_x / 2.0 - 1.0, 0.0, 0.0, 1.0); }";
    let mut program = program(&ctx, vertex, FRAGMENT);
    program.set_attribute("a_x", &VertexBuffer::new(&[0.0_f32, 1.0, 3.0, 4.0]))?;
    let mut lit = |indices: &IndexBuffer| -> Result<Vec<u32>> {
        program.set_indices(Some(indices));
        ctx.clear(target, None, Some([0.0; 4]), None);
        ctx.draw(&mut program, target, plain(), DrawCall::new(Topology::LineStrip, 0..5))?;
        Ok(integers(&mut ctx, target)?.iter().map(|pixel| pixel[0]).collect())
    };
    assert_eq!(lit(&IndexBuffer::new(&[0_u8, 1, u8::MAX, 2, 3]))?, [1, 0, 0, 1]);
    assert_eq!(lit(&IndexBuffer::new(&[0_u16, 1, u16::MAX, 2, 3]))?, [1, 0, 0, 1]);
    assert_eq!(lit(&IndexBuffer::new(&[0_u32, 1, u32::MAX, 2, 3]))?, [1, 0, 0, 1]);
    assert_eq!(lit(&IndexBuffer::new(&[0_u32, 1, 2, 2, 3]))?, [1, 1, 1, 1]);
    Ok(())
}

/// What is drawn from one buffer by a program that puts the vertex's number out.
#[test]
fn vertices_without_attributes_are_numbered() -> Result<()> {
    let mut ctx = gl!();
    let (_row, target) = row(&mut ctx)?;
    let mut program =
        program(&ctx, &stage("", "gl_VertexID", "uvec4(gl_VertexID, gl_InstanceID, 0, 0)"), FRAGMENT);
    ctx.draw(&mut program, target, plain(), DrawCall::new(Topology::Points, 1..3))?;
    assert_eq!(integers(&mut ctx, target)?, [[0; 4], [1, 0, 0, 0], [2, 0, 0, 0], [0; 4]]);
    Ok(())
}
