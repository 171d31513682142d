//! Programs: reflection and uniforms.

use std::sync::Arc;

use glow::HasContext as _;

use super::state::changed;
use super::{Gl, enums};
use crate::buffer::Scalar;
use crate::error::{Error, Result};
use crate::id::ObjectId;
use crate::program::{Block, BlockMember, GlslType, Interface, UniformValue, Variable, element};

#[repr(C)]
pub(super) struct GlProgram {
    pub(super) name: glow::Program,
    /// Name (the memory that the last command had it in), location, type.
    uniforms: Vec<(Arc<str>, glow::UniformLocation, GlslType)>,
    /// Name, location, whether the shader takes integers.
    attributes: Vec<(String, u32, bool)>,
    /// Name, index.
    blocks: Vec<(String, u32)>,
}

impl GlProgram {
    pub(super) fn new(name: glow::Program) -> Self {
        Self { name, uniforms: Vec::new(), attributes: Vec::new(), blocks: Vec::new() }
    }

    /// Puts a uniform block on a unit, if that is what the name means.
    fn set_block_unit(&self, gl: &glow::Context, name: &str, value: &UniformValue) -> bool {
        let block = self.blocks.iter().find(|(known, _)| known == name);
        let (Some((_, index)), UniformValue::Int(unit)) = (block, value) else { return false };
        let unit = u32::try_from(*unit).unwrap_or(u32::MAX);
        // SAFETY: G1, G2: OpenGL refuses units that it has not.
        unsafe { gl.uniform_block_binding(self.name, *index, unit) };
        true
    }

    /// The location of a uniform that was set under this name, in this memory, for the first time; `None` where the name
    /// is that of a uniform block, which is put on its unit, or of a uniform that the driver removed, because the shader does
    /// not use it.
    #[inline(never)]
    fn find_uniform(
        &mut self,
        gl: &glow::Context,
        name: &Arc<str>,
        value: &UniformValue,
    ) -> Option<&glow::UniformLocation> {
        let place = self.uniforms.iter().position(|(known, ..)| known == name);
        if let Some(place) = place {
            self.uniforms[place].0 = name.clone();
        } else if self.set_block_unit(gl, name, value) {
            return None;
        }
        let place = place.or_else(|| self.find_element(gl, name))?;
        self.uniforms.get(place).map(|(_, location, _)| location)
    }

    /// Puts an element of an array into the table of uniforms, and says where; `None` where there is none of that name.
    fn find_element(&mut self, gl: &glow::Context, name: &Arc<str>) -> Option<usize> {
        let (base, _) = element(name)?;
        let ty = self.uniforms.iter().find(|(known, ..)| **known == *base)?.2;
        // SAFETY: G1, G2.
        let location = unsafe { gl.get_uniform_location(self.name, name) }?;
        self.uniforms.push((name.clone(), location, ty));
        Some(self.uniforms.len() - 1)
    }

    pub(super) fn attribute(&self, name: &str) -> Option<(u32, bool)> {
        let found = self.attributes.iter().find(|(known, ..)| known == name);
        found.map(|(_, location, integer)| (*location, *integer))
    }
}

impl Gl {
    pub(super) fn program_name(&self, id: ObjectId, operation: &'static str) -> Result<glow::Program> {
        let name = self.names.borrow().programs.get(&id).map(|known| known.name);
        name.ok_or(Error::NoSuchObject { operation, id: id.0 })
    }

    /// The variables of a program that is linked, from the driver.
    pub(super) fn reflect(&mut self, id: ObjectId, name: glow::Program, outputs: u32) -> Interface {
        let mut program = GlProgram::new(name);
        let mut interface =
            Interface { blocks: self.reflect_blocks(name, &mut program), ..Interface::default() };
        // SAFETY: G1, G2: indices are below the counts that the driver gives.
        unsafe {
            for index in 0..self.gl.get_active_uniforms(name) {
                let Some(uniform) = self.gl.get_active_uniform(name, index) else { continue };
                let Some(ty) = enums::glsl_type(uniform.utype) else { continue };
                // Variables of blocks have no location.
                let Some(location) = self.gl.get_uniform_location(name, &uniform.name) else { continue };
                let plain = uniform.name.trim_end_matches("[0]");
                let array_len = uniform.size.max(1).unsigned_abs();
                let name: Arc<str> = plain.into();
                program.uniforms.push((name.clone(), location, ty));
                interface.uniforms.push(Variable { name, ty, array_len });
            }
            for index in 0..self.gl.get_active_attributes(name) {
                let Some(attribute) = self.gl.get_active_attribute(name, index) else { continue };
                let Some(ty) = enums::glsl_type(attribute.atype) else { continue };
                // Built-in inputs such as gl_VertexID have no location.
                let Some(location) = self.gl.get_attrib_location(name, &attribute.name) else { continue };
                interface.attributes.push(Variable::new(&attribute.name, ty));
                let integer = ty.shape().is_some_and(|(scalar, ..)| scalar != Scalar::F32);
                program.attributes.push((attribute.name, location, integer));
            }
            for index in 0..outputs {
                let Some(output) = self.gl.get_transform_feedback_varying(name, index) else { continue };
                let Some(ty) = enums::glsl_type(output.tftype) else { continue };
                let array_len = output.size.max(1).unsigned_abs();
                interface.feedback.push(Variable { name: output.name.into(), ty, array_len });
            }
        }
        self.names.borrow_mut().programs.insert(id, program);
        interface
    }

    /// The uniform blocks and their variables.
    fn reflect_blocks(&self, name: glow::Program, program: &mut GlProgram) -> Vec<Block> {
        let mut blocks = Vec::new();
        // SAFETY: G1, G2: indices are below the counts that the driver gives.
        unsafe {
            let count = u32::try_from(self.gl.get_program_parameter_i32(name, glow::ACTIVE_UNIFORM_BLOCKS));
            let count = count.unwrap_or(0);
            for index in 0..count {
                let size = glow::UNIFORM_BLOCK_DATA_SIZE;
                let size = self.gl.get_active_uniform_block_parameter_i32(name, index, size);
                let label = self.gl.get_active_uniform_block_name(name, index);
                blocks.push(Block {
                    name: label.as_str().into(),
                    size_bytes: size.max(0).unsigned_abs(),
                    members: Vec::new(),
                });
                program.blocks.push((label, index));
            }
            if count == 0 {
                return blocks;
            }
            let all: Vec<u32> = (0..self.gl.get_active_uniforms(name)).collect();
            let of_all = |parameter| self.gl.get_active_uniforms_parameter(name, &all, parameter);
            let (owners, offsets) = (of_all(glow::UNIFORM_BLOCK_INDEX), of_all(glow::UNIFORM_OFFSET));
            let strides = [of_all(glow::UNIFORM_ARRAY_STRIDE), of_all(glow::UNIFORM_MATRIX_STRIDE)];
            for index in all {
                let at =
                    |values: &[i32]| values.get(index as usize).and_then(|value| u32::try_from(*value).ok());
                let block = at(&owners).and_then(|owner| blocks.get_mut(owner as usize));
                let (Some(block), Some(uniform)) = (block, self.gl.get_active_uniform(name, index)) else {
                    continue;
                };
                let Some(ty) = enums::glsl_type(uniform.utype) else { continue };
                let plain = uniform.name.trim_end_matches("[0]");
                let own = plain.strip_prefix(&*block.name).and_then(|rest| rest.strip_prefix('.'));
                block.members.push(BlockMember {
                    name: own.unwrap_or(plain).into(),
                    ty,
                    array_len: uniform.size.max(1).unsigned_abs(),
                    offset: at(&offsets).unwrap_or(0),
                    array_stride: at(&strides[0]).unwrap_or(0),
                    matrix_stride: at(&strides[1]).unwrap_or(0),
                });
            }
        }
        for block in &mut blocks {
            block.members.sort_by_key(|member| member.offset);
        }
        blocks
    }

    pub(super) fn put_uniform(&mut self, id: ObjectId, name: &Arc<str>, value: &UniformValue) -> Result<()> {
        let mut names = self.names.borrow_mut();
        let Some(known) = names.programs.get_mut(&id) else {
            return Err(Error::NoSuchObject { operation: "UNIFORM", id: id.0 });
        };
        if changed(&mut self.current.program, known.name) {
            // SAFETY: G1, G2.
            unsafe { self.gl.use_program(Some(known.name)) };
            self.current.drawn = None;
        }
        let known_name = |(known, ..): &&(Arc<str>, _, _)| Arc::ptr_eq(known, name);
        let location = match known.uniforms.iter().find(known_name) {
            Some((_, location, _)) => location,
            None => match known.find_uniform(&self.gl, name, value) {
                Some(location) => location,
                None => return Ok(()),
            },
        };
        let (gl, at) = (&self.gl, Some(location));
        let bits = |value: &bool| i32::from(*value);
        // SAFETY: G1, G2: the location belongs to the program in use; types were checked when the value was set, and
        // OpenGL checks them again.
        unsafe {
            match value {
                UniformValue::Float(v) => gl.uniform_1_f32(at, *v),
                UniformValue::Vec2(v) => gl.uniform_2_f32_slice(at, v),
                UniformValue::Vec3(v) => gl.uniform_3_f32_slice(at, v),
                UniformValue::Vec4(v) => gl.uniform_4_f32_slice(at, v),
                UniformValue::Int(v) => gl.uniform_1_i32(at, *v),
                UniformValue::IVec2(v) => gl.uniform_2_i32_slice(at, v),
                UniformValue::IVec3(v) => gl.uniform_3_i32_slice(at, v),
                UniformValue::IVec4(v) => gl.uniform_4_i32_slice(at, v),
                UniformValue::UInt(v) => gl.uniform_1_u32(at, *v),
                UniformValue::UVec2(v) => gl.uniform_2_u32_slice(at, v),
                UniformValue::UVec3(v) => gl.uniform_3_u32_slice(at, v),
                UniformValue::UVec4(v) => gl.uniform_4_u32_slice(at, v),
                UniformValue::Bool(v) => gl.uniform_1_i32(at, bits(v)),
                UniformValue::BVec2(v) => gl.uniform_2_i32_slice(at, &v.each_ref().map(bits)),
                UniformValue::BVec3(v) => gl.uniform_3_i32_slice(at, &v.each_ref().map(bits)),
                UniformValue::BVec4(v) => gl.uniform_4_i32_slice(at, &v.each_ref().map(bits)),
                UniformValue::Mat2(v) => gl.uniform_matrix_2_f32_slice(at, false, v),
                UniformValue::Mat3(v) => gl.uniform_matrix_3_f32_slice(at, false, v),
                UniformValue::Mat4(v) => gl.uniform_matrix_4_f32_slice(at, false, v),
                UniformValue::Mat2x3(v) => gl.uniform_matrix_2x3_f32_slice(at, false, v),
                UniformValue::Mat2x4(v) => gl.uniform_matrix_2x4_f32_slice(at, false, v),
                UniformValue::Mat3x2(v) => gl.uniform_matrix_3x2_f32_slice(at, false, v),
                UniformValue::Mat3x4(v) => gl.uniform_matrix_3x4_f32_slice(at, false, v),
                UniformValue::Mat4x2(v) => gl.uniform_matrix_4x2_f32_slice(at, false, v),
                UniformValue::Mat4x3(v) => gl.uniform_matrix_4x3_f32_slice(at, false, v),
                UniformValue::Array { .. } if !value.is_whole() => return Err(not_whole(name)),
                UniformValue::Array { ty, words } => set_array(gl, location, *ty, words),
            }
        }
        Ok(())
    }
}

#[cold]
fn not_whole(name: &str) -> Error {
    Error::Shape {
        what: format!("uniform '{name}'"),
        expected: "whole elements".to_owned(),
        found: "an array that ends within one".to_owned(),
    }
}

/// Sets an array of the program in use.
fn set_array(gl: &glow::Context, location: &glow::UniformLocation, ty: GlslType, words: &[u32]) {
    let at = Some(location);
    // Words are aligned as floats and signed integers are.
    let floats: &[f32] = bytemuck::cast_slice(words);
    let integers: &[i32] = bytemuck::cast_slice(words);
    // SAFETY: G1, G2: the location belongs to the program in use; OpenGL checks types and lengths.
    unsafe {
        match ty {
            GlslType::Float => gl.uniform_1_f32_slice(at, floats),
            GlslType::Vec2 => gl.uniform_2_f32_slice(at, floats),
            GlslType::Vec3 => gl.uniform_3_f32_slice(at, floats),
            GlslType::Vec4 => gl.uniform_4_f32_slice(at, floats),
            GlslType::Int | GlslType::Bool => gl.uniform_1_i32_slice(at, integers),
            GlslType::IVec2 | GlslType::BVec2 => gl.uniform_2_i32_slice(at, integers),
            GlslType::IVec3 | GlslType::BVec3 => gl.uniform_3_i32_slice(at, integers),
            GlslType::IVec4 | GlslType::BVec4 => gl.uniform_4_i32_slice(at, integers),
            GlslType::UInt => gl.uniform_1_u32_slice(at, words),
            GlslType::UVec2 => gl.uniform_2_u32_slice(at, words),
            GlslType::UVec3 => gl.uniform_3_u32_slice(at, words),
            GlslType::UVec4 => gl.uniform_4_u32_slice(at, words),
            GlslType::Mat2 => gl.uniform_matrix_2_f32_slice(at, false, floats),
            GlslType::Mat3 => gl.uniform_matrix_3_f32_slice(at, false, floats),
            GlslType::Mat4 => gl.uniform_matrix_4_f32_slice(at, false, floats),
            GlslType::Mat2x3 => gl.uniform_matrix_2x3_f32_slice(at, false, floats),
            GlslType::Mat2x4 => gl.uniform_matrix_2x4_f32_slice(at, false, floats),
            GlslType::Mat3x2 => gl.uniform_matrix_3x2_f32_slice(at, false, floats),
            GlslType::Mat3x4 => gl.uniform_matrix_3x4_f32_slice(at, false, floats),
            GlslType::Mat4x2 => gl.uniform_matrix_4x2_f32_slice(at, false, floats),
            GlslType::Mat4x3 => gl.uniform_matrix_4x3_f32_slice(at, false, floats),
            // Samplers take the number of a unit, one by one.
            _ => {}
        }
    }
}
