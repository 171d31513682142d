//! Uniforms of every type arrive in the shader.

use vispy_gloo::{Context, RenderTarget, Result, TextureFormat, UniformValue};

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
    let m2 = glam::Mat2::from_cols_array(&[1.0, 2.0, 3.0, 4.0]);
    let m3 = glam::Mat3::from_cols_array(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]);
    let m4 = glam::Mat4::from_translation(glam::Vec3::new(5.0, 6.0, 7.0));
    let cases: [(&str, UniformValue, &str); 22] = [
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
fn the_driver_knows_the_variables_once_it_has_linked() -> Result<()> {
    let mut ctx = gl!();
    let mut program = program(&ctx, COVER, crate::support::PLAIN);
    assert!(program.interface().is_none(), "nobody has asked the driver yet");
    ctx.link(&program)?;
    let uniforms = program.interface().map(|known| known.uniforms.clone());
    assert_eq!(uniforms, Some(vec![vispy_gloo::Variable::new("u_color", vispy_gloo::GlslType::Vec4)]));
    assert!(program.set_uniform("u_colour", 1.0_f32).is_err(), "checked when set");
    Ok(())
}
