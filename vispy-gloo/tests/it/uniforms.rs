//! Uniforms of every type arrive in the shader.

use vispy_gloo::bytemuck::{Pod, Zeroable};
use vispy_gloo::{
    Context, Error, GlslType, RenderTarget, Result, Texture2D, TextureFormat, UniformBuffer, UniformValue,
};

use crate::support::{COVER, bytes, cover, gl, program, target};

const WHITE: [u8; 4] = [255; 4];

/// Draws white where `condition` holds for `uniform T u_value`, and black elsewhere; one pixel for each value.
fn holds(
    ctx: &mut Context,
    target: RenderTarget,
    declaration: &str,
    cases: &[(UniformValue, &str)],
) -> Result<()> {
    for (value, condition) in cases {
        let fragment = format!(
            "uniform {declaration};\nout vec4 color;\nvoid main() {{ color = {condition} ? vec4(1.0) : vec4(0.0); }}"
        );
        let mut program = program(ctx, COVER, &fragment);
        ctx.link(&program)?;
        program.set_uniform("u_value", value.clone())?;
        cover(ctx, &mut program, target)?;
        assert_eq!(bytes(ctx, target)?, [WHITE], "{declaration}: {value:?} should make {condition} true");
        // The test can fail: with zeros in its place the condition does not hold.
        let mut unset = program.instance();
        cover(ctx, &mut unset, target)?;
        assert_eq!(bytes(ctx, target)?, [[0; 4]], "{declaration}: unset, {condition} should be false");
    }
    Ok(())
}

#[test]
fn every_type_of_uniform_arrives() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let six: [f32; 6] = std::array::from_fn(|i| i as f32 + 1.0);
    let eight: [f32; 8] = std::array::from_fn(|i| i as f32 + 1.0);
    let twelve: [f32; 12] = std::array::from_fn(|i| i as f32 + 1.0);
    let m2 = glam::Mat2::from_cols_array(&[1.0, 2.0, 3.0, 4.0]);
    let m3 = glam::Mat3::from_cols_array(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]);
    let m4 = glam::Mat4::from_translation(glam::Vec3::new(5.0, 6.0, 7.0));
    let cases: [(&str, UniformValue, &str); 45] = [
        ("float u_value", 1.5_f32.into(), "u_value == 1.5"),
        ("vec2 u_value", [1.5_f32, 2.0].into(), "u_value == vec2(1.5, 2.0)"),
        ("vec3 u_value", glam::Vec3::new(1.0, 2.0, 3.0).into(), "u_value == vec3(1.0, 2.0, 3.0)"),
        ("vec4 u_value", [1.0_f32, 2.0, 3.0, 4.0].into(), "u_value == vec4(1.0, 2.0, 3.0, 4.0)"),
        ("int u_value", (-7).into(), "u_value == -7"),
        ("ivec2 u_value", [1, -2].into(), "u_value == ivec2(1, -2)"),
        ("ivec3 u_value", [1, -2, 3].into(), "u_value == ivec3(1, -2, 3)"),
        ("ivec4 u_value", [1, -2, 3, -4].into(), "u_value == ivec4(1, -2, 3, -4)"),
        ("uint u_value", u32::MAX.into(), "u_value == 4294967295u"),
        ("uvec2 u_value", [1_u32, 2].into(), "u_value == uvec2(1u, 2u)"),
        ("uvec3 u_value", [1_u32, 2, 3].into(), "u_value == uvec3(1u, 2u, 3u)"),
        ("uvec4 u_value", [1_u32, 2, 3, 4].into(), "u_value == uvec4(1u, 2u, 3u, 4u)"),
        ("bool u_value", true.into(), "u_value"),
        ("bvec2 u_value", [true, false].into(), "u_value == bvec2(true, false)"),
        ("bvec3 u_value", [false, true, true].into(), "u_value == bvec3(false, true, true)"),
        ("bvec4 u_value", [true, false, true, false].into(), "u_value == bvec4(true, false, true, false)"),
        ("mat2 u_value", m2.into(), "u_value[1] == vec2(3.0, 4.0)"),
        ("mat3 u_value", m3.into(), "u_value[2] == vec3(7.0, 8.0, 9.0)"),
        ("mat4 u_value", m4.into(), "u_value * vec4(0.0, 0.0, 0.0, 1.0) == vec4(5.0, 6.0, 7.0, 1.0)"),
        ("vec2 u_value[2]", (&[[1.0_f32, 2.0], [3.0, 4.0]][..]).into(), "u_value[1] == vec2(3.0, 4.0)"),
        (
            "vec3 u_value[2]",
            (&[[1.0_f32; 3], [3.0, 4.0, 5.0]][..]).into(),
            "u_value[1] == vec3(3.0, 4.0, 5.0)",
        ),
        ("vec4 u_value[2]", (&[[1.0_f32; 4], [3.0; 4]][..]).into(), "u_value[1] == vec4(3.0)"),
        ("float u_value[2]", (&[1.0_f32, 3.0][..]).into(), "u_value[1] == 3.0"),
        ("int u_value[2]", (&[1, -3][..]).into(), "u_value[1] == -3"),
        ("ivec2 u_value[2]", (&[[1, 2], [3, -4]][..]).into(), "u_value[1] == ivec2(3, -4)"),
        ("ivec3 u_value[2]", (&[[1; 3], [3, -4, 5]][..]).into(), "u_value[1] == ivec3(3, -4, 5)"),
        ("ivec4 u_value[2]", (&[[1; 4], [3, -4, 5, 6]][..]).into(), "u_value[1] == ivec4(3, -4, 5, 6)"),
        ("uint u_value[2]", (&[1_u32, u32::MAX][..]).into(), "u_value[1] == 4294967295u"),
        ("uvec2 u_value[2]", (&[[1_u32; 2], [3, 4]][..]).into(), "u_value[1] == uvec2(3u, 4u)"),
        ("uvec3 u_value[2]", (&[[1_u32; 3], [3, 4, 5]][..]).into(), "u_value[1] == uvec3(3u, 4u, 5u)"),
        ("uvec4 u_value[2]", (&[[1_u32; 4], [3, 4, 5, 6]][..]).into(), "u_value[1] == uvec4(3u, 4u, 5u, 6u)"),
        ("bool u_value[2]", (&[false, true][..]).into(), "u_value[1]"),
        ("bvec2 u_value[2]", (&[[false; 2], [true, false]][..]).into(), "u_value[1] == bvec2(true, false)"),
        ("bvec3 u_value[2]", (&[[false; 3], [true; 3]][..]).into(), "u_value[1] == bvec3(true)"),
        ("bvec4 u_value[2]", (&[[false; 4], [true; 4]][..]).into(), "u_value[1] == bvec4(true)"),
        ("mat2 u_value[2]", (&[m2, m2][..]).into(), "u_value[1][1] == vec2(3.0, 4.0)"),
        ("mat3 u_value[2]", (&[m3, m3][..]).into(), "u_value[1][2] == vec3(7.0, 8.0, 9.0)"),
        ("mat4 u_value[2]", (&[m4, m4][..]).into(), "u_value[1][3] == vec4(5.0, 6.0, 7.0, 1.0)"),
        ("mat2x3 u_value", UniformValue::Mat2x3(six), "u_value[1] == vec3(4.0, 5.0, 6.0)"),
        ("mat3x2 u_value", UniformValue::Mat3x2(six), "u_value[2] == vec2(5.0, 6.0)"),
        ("mat2x4 u_value", UniformValue::Mat2x4(eight), "u_value[1] == vec4(5.0, 6.0, 7.0, 8.0)"),
        ("mat4x2 u_value", UniformValue::Mat4x2(eight), "u_value[3] == vec2(7.0, 8.0)"),
        ("mat3x4 u_value", UniformValue::Mat3x4(twelve), "u_value[2] == vec4(9.0, 10.0, 11.0, 12.0)"),
        ("mat4x3 u_value", UniformValue::Mat4x3(twelve), "u_value[3] == vec3(10.0, 11.0, 12.0)"),
        (
            "mat4x3 u_value[2]",
            UniformValue::Array {
                ty: GlslType::Mat4x3,
                words: [twelve, twelve].concat().iter().map(|v| v.to_bits()).collect(),
            },
            "u_value[1][3] == vec3(10.0, 11.0, 12.0)",
        ),
    ];
    for (declaration, value, condition) in cases {
        holds(&mut ctx, target, declaration, &[(value, condition)])?;
    }
    Ok(())
}

#[test]
fn an_array_can_be_updated_again_and_again() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let fragment = "uniform float u_weights[4];
uniform int u_steps[3];
uniform int u_index;
out vec4 color;
void main() { color = vec4(u_weights[u_index], float(u_steps[u_index % 3]), 0.0, 255.0) / 255.0; }";
    let mut program = program(&ctx, COVER, fragment);
    for (weights, steps) in [
        (&[1.0_f32, 2.0, 3.0, 4.0][..], &[5, 6, 7][..]),
        (&[10.0, 20.0, 30.0, 40.0], &[50, 60, 70]),
        (&[11.0, 21.0], &[51]),
    ] {
        program.set_uniform("u_weights", weights)?;
        program.set_uniform("u_steps", steps)?;
        for index in 0..4 {
            program.set_uniform("u_index", index as i32)?;
            cover(&mut ctx, &mut program, target)?;
            let weight = weights.get(index).map_or(0, |weight| *weight as u8);
            let step = steps.get(index % 3).map_or(0, |step| *step as u8);
            assert_eq!(bytes(&mut ctx, target)?, [[weight, step, 0, 255]], "element {index} of {weights:?}");
        }
    }
    Ok(())
}

#[test]
fn instances_of_a_program_keep_their_values_apart() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let mut red = program(&ctx, COVER, crate::support::PLAIN);
    red.set_uniform("u_color", [1.0_f32, 0.0, 0.0, 1.0])?;
    let mut unset = red.instance();
    for _ in 0..2 {
        cover(&mut ctx, &mut red, target)?;
        assert_eq!(bytes(&mut ctx, target)?, [[255, 0, 0, 255]]);
        cover(&mut ctx, &mut unset, target)?;
        assert_eq!(bytes(&mut ctx, target)?, [[0; 4]]);
    }
    Ok(())
}

#[test]
fn changes_are_found_among_more_uniforms_than_a_word_has_bits() -> Result<()> {
    const COUNT: usize = 70;
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let names: Vec<String> = (0..COUNT).map(|index| format!("u_{index}")).collect();
    let sum = names.join(" + ");
    let declarations: String = names.iter().map(|name| format!("uniform float {name};\n")).collect();
    let fragment = format!(
        "{declarations}out vec4 color;\nvoid main() {{ color = {sum} == 1.0 ? vec4(1.0) : vec4(0.0); }}"
    );
    let mut program = program(&ctx, COVER, &fragment);
    ctx.link(&program)?;
    for name in &names {
        program.set_uniform(name, 0.0_f32)?;
    }
    // Nothing was set before the second draw; then one was at a time, on either side of 64.
    let mut draw = |change: Option<(&str, f32)>| -> Result<Vec<[u8; 4]>> {
        if let Some((name, value)) = change {
            program.set_uniform(name, value)?;
        }
        cover(&mut ctx, &mut program, target)?;
        bytes(&mut ctx, target)
    };
    for (change, expected) in [
        (None, [0; 4]),
        (None, [0; 4]),
        (Some(("u_3", 1.0)), WHITE),
        (None, WHITE),
        (Some(("u_69", 1.0)), [0; 4]),
        (Some(("u_3", 0.0)), WHITE),
        (Some(("u_63", 1.0)), [0; 4]),
        (Some(("u_69", 0.0)), WHITE),
    ] {
        assert_eq!(draw(change)?, [expected], "after {change:?}");
    }
    Ok(())
}

#[test]
fn the_driver_knows_the_variables_once_it_has_linked() -> Result<()> {
    let mut ctx = gl!();
    let mut program = program(&ctx, COVER, crate::support::PLAIN);
    assert!(program.interface().is_none(), "nobody has asked the driver yet");
    ctx.link(&program)?;
    let uniforms = program.interface().map(|known| known.uniforms.clone());
    assert_eq!(uniforms, Some(vec![vispy_gloo::Variable::new("u_color", GlslType::Vec4)]));
    assert!(program.set_uniform("u_colour", 1.0_f32).is_err(), "checked when set");
    Ok(())
}

#[test]
fn elements_of_arrays_and_fields_of_structs_are_set_by_name() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let fragment = "struct Light { vec3 color; float weights[2]; };
uniform Light u_light;
uniform Light u_lights[3];
uniform float u_array[4];
uniform int u_index;
out vec4 color;
void main() {
    color = vec4(u_light.color.g + u_light.weights[u_index % 2], u_lights[2].color.b + u_lights[u_index].weights[1],
        u_array[u_index], u_array[3]) / 255.0;
}";
    let mut program = program(&ctx, COVER, fragment);
    ctx.link(&program)?;
    program.set_uniform("u_light.color", [1.0_f32, 2.0, 3.0])?;
    program.set_uniform("u_light.weights", &[10.0_f32, 20.0][..])?;
    program.set_uniform("u_lights[2].color", [4.0_f32, 5.0, 6.0])?;
    program.set_uniform("u_lights[1].weights[1]", 30.0_f32)?;
    program.set_uniform("u_index", 1)?;
    program.set_uniform("u_array", &[1.0_f32, 2.0, 3.0, 4.0][..])?;
    program.set_uniform("u_array[1]", 50.0_f32)?;
    program.set_uniform("u_array[2]", &[60.0_f32, 70.0][..])?;
    let mut other = program.instance();
    other.set_uniform("u_array[3]", 9.0_f32)?;
    for _ in 0..2 {
        cover(&mut ctx, &mut program, target)?;
        assert_eq!(bytes(&mut ctx, target)?, [[22, 36, 50, 70]]);
        cover(&mut ctx, &mut other, target)?;
        assert_eq!(bytes(&mut ctx, target)?, [[0, 0, 0, 9]], "nothing is inherited");
    }
    program.set_uniform("u_array", &[5.0_f32, 6.0, 7.0, 8.0][..])?;
    cover(&mut ctx, &mut program, target)?;
    assert_eq!(bytes(&mut ctx, target)?, [[22, 36, 6, 8]], "the array overwrites its elements");
    for (name, value) in
        [("u_array[4]", 1.0_f32.into()), ("u_array[3]", UniformValue::from(&[1.0_f32; 2][..]))]
    {
        assert!(program.set_uniform(name, value).is_err(), "{name} is beyond the end");
    }
    Ok(())
}

#[test]
fn samplers_are_elements_of_arrays_too() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let fragment = "uniform sampler2D u_pictures[3];
out vec4 color;
void main() {
    ivec2 at = ivec2(0);
    color = vec4(texelFetch(u_pictures[0], at, 0).r, texelFetch(u_pictures[1], at, 0).r,
        texelFetch(u_pictures[2], at, 0).r, 1.0);
}";
    let mut program = program(&ctx, COVER, fragment);
    let picture = |value: u8| Texture2D::new(TextureFormat::R8, 1, 1, &[value]);
    program.set_texture("u_pictures", &picture(1)?)?;
    program.set_texture("u_pictures[2]", &picture(3)?)?;
    let missing = cover(&mut ctx, &mut program, target).err().map(|error| error.to_string());
    assert!(missing.is_some_and(|text| text.contains("sampler 'u_pictures[1]'")), "the second is missing");
    program.set_texture("u_pictures[1]", &picture(2)?)?;
    cover(&mut ctx, &mut program, target)?;
    assert_eq!(bytes(&mut ctx, target)?, [[1, 2, 3, 255]]);
    Ok(())
}

#[repr(C)]
#[derive(Clone, Copy, Pod, Zeroable)]
struct Light {
    u_direction: [f32; 3],
    u_strength: f32,
    u_matrix: [[f32; 4]; 4],
    u_weights: [[f32; 4]; 3],
    u_narrow: [[f32; 4]; 2],
    u_count: u32,
    u_step: i32,
    u_offset: [f32; 2],
}
vispy_gloo::uniform_block!(Light {
    u_direction,
    u_strength,
    u_matrix,
    u_weights,
    u_narrow,
    u_count,
    u_step,
    u_offset
});

const BLOCK: &str = "layout(std140) uniform Light {
    vec3 u_direction;
    float u_strength;
    mat4 u_matrix;
    float u_weights[3];
    mat2 u_narrow;
    uint u_count;
    int u_step;
    vec2 u_offset;
};
";

fn light() -> Light {
    Light {
        u_direction: [1.0, 2.0, 3.0],
        u_strength: 4.0,
        u_matrix: glam::Mat4::from_translation(glam::Vec3::new(5.0, 6.0, 7.0)).to_cols_array_2d(),
        u_weights: [[8.0; 4], [9.0; 4], [10.0; 4]],
        u_narrow: [[11.0, 12.0, 0.0, 0.0], [13.0, 14.0, 0.0, 0.0]],
        u_count: 15,
        u_step: -16,
        u_offset: [17.0, 18.0],
    }
}

#[test]
fn a_block_is_filled_by_a_struct_that_is_laid_out_so() -> Result<()> {
    let mut ctx = gl!();
    let (_layer, target) = target(&mut ctx, TextureFormat::Rgba8, 1, 1)?;
    let main = "layout(std140) uniform Other { vec4 u_shade; } other;
out vec4 color;
void main() {
    bool right = u_direction == vec3(1.0, 2.0, 3.0) && u_strength == 4.0 && u_matrix[3] == vec4(5.0, 6.0, 7.0, 1.0)
        && u_weights[2] == 10.0 && u_narrow[1] == vec2(13.0, 14.0) && u_count == 15u && u_step == -16
        && u_offset == vec2(17.0, 18.0);
    color = right ? other.u_shade : vec4(0.0);
}";
    let mut program = program(&ctx, COVER, &format!("{BLOCK}{main}"));
    #[repr(C)]
    #[derive(Clone, Copy, Pod, Zeroable)]
    struct Other {
        u_shade: [f32; 4],
    }
    vispy_gloo::uniform_block!(Other { u_shade });
    let shade = UniformBuffer::new(&Other { u_shade: [1.0; 4] });
    let buffer = UniformBuffer::new(&light());
    let missing =
        cover(&mut ctx, &mut program, target).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(
        missing.contains("block '") && missing.ends_with("was never set; set it before drawing"),
        "{missing}"
    );
    program.set_block("Light", &buffer)?;
    program.set_block("Other", &shade)?;
    cover(&mut ctx, &mut program, target)?;
    assert_eq!(bytes(&mut ctx, target)?, [WHITE]);
    let mut gray = program.instance();
    gray.set_block("Other", &UniformBuffer::new(&Other { u_shade: [0.2; 4] }))?;
    gray.set_block("Light", &buffer)?;
    for _ in 0..2 {
        cover(&mut ctx, &mut gray, target)?;
        assert_eq!(bytes(&mut ctx, target)?, [[51; 4]]);
        cover(&mut ctx, &mut program, target)?;
        assert_eq!(bytes(&mut ctx, target)?, [WHITE]);
    }
    buffer.set(&Light { u_step: 0, ..light() })?;
    cover(&mut ctx, &mut program, target)?;
    assert_eq!(bytes(&mut ctx, target)?, [[0; 4]], "the buffer has changed");
    assert!(matches!(buffer.set(&Other { u_shade: [0.0; 4] }), Err(Error::Shape { .. })), "another layout");
    Ok(())
}

#[test]
fn a_struct_that_is_laid_out_otherwise_is_refused() -> Result<()> {
    let mut ctx = gl!();
    let main = "out vec4 color;
void main() {
    color = vec4(u_direction, u_strength) + u_matrix[0] + vec4(u_weights[1], u_narrow[1], u_count) + vec4(u_offset, u_step, 1.0);
}";
    let mut program = program(&ctx, COVER, &format!("{BLOCK}{main}")).with_label("lit");
    ctx.link(&program)?;
    #[repr(C)]
    #[derive(Clone, Copy, Pod, Zeroable)]
    struct Packed {
        u_direction: [f32; 3],
        u_matrix: [[f32; 4]; 4],
        u_strength: f32,
    }
    vispy_gloo::uniform_block!(Packed { u_direction, u_matrix, u_strength });
    #[repr(C)]
    #[derive(Clone, Copy, Pod, Zeroable)]
    struct Integers {
        u_direction: [i32; 3],
    }
    vispy_gloo::uniform_block!(Integers { u_direction });
    #[repr(C)]
    #[derive(Clone, Copy, Pod, Zeroable)]
    struct Short {
        u_direction: [f32; 3],
        u_strength: f32,
    }
    vispy_gloo::uniform_block!(Short { u_direction, u_strength });
    let message = |result: Result<()>| result.err().map(|error| error.to_string()).unwrap_or_default();
    let messages = [
        message(program.set_block("Light", &UniformBuffer::new(&Packed::zeroed()))),
        message(program.set_block("Light", &UniformBuffer::new(&Integers::zeroed()))),
        message(program.set_block("Light", &UniformBuffer::new(&Short::zeroed()))),
        message(program.set_block("Lamp", &UniformBuffer::new(&light()))),
    ];
    insta::assert_snapshot!(messages.join("\n"), @r#"
    Light.u_strength of program lit takes float at byte 12, got F32x1 at byte 76
    Light.u_direction of program lit takes vec3 at byte 0, got I32x3 at byte 0
    Light.u_matrix of program lit takes mat4, 16 bytes apart, at byte 16, got no field of that name
    program lit has no block 'Lamp'; it has ["Light"]
    "#);
    Ok(())
}
