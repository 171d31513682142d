//! The Rust types that a column can be made of.

use bytemuck::Pod;

use super::buffer::Buffer;
use super::column::Storage;
use super::{ColumnSlice, DType};

mod sealed {
    pub trait Sealed {}
}

/// A number type of which columns can be made: `f32`, `f64` and the integers of 8 to 64 bits.
///
/// The trait is sealed: the list of types is part of the file format.
pub trait Element: sealed::Sealed + Pod + Send + Sync {
    /// The type of a column of these.
    const DTYPE: DType;

    /// Wraps numbers of this type.
    #[doc(hidden)]
    fn store(buffer: Buffer<Self>) -> Storage;

    /// Gives access to a column's numbers if they are of this type.
    #[doc(hidden)]
    fn buffer_mut(storage: &mut Storage) -> Option<&mut Buffer<Self>>;

    /// Returns the values of a column if they are of this type.
    fn of_slice(slice: ColumnSlice<'_>) -> Option<&[Self]>;
}

macro_rules! element {
    ($($type:ty => $variant:ident $(| $time:ident)?),* $(,)?) => {$(
        impl sealed::Sealed for $type {}

        impl Element for $type {
            const DTYPE: DType = DType::$variant;

            fn store(buffer: Buffer<Self>) -> Storage {
                Storage::$variant(buffer)
            }

            fn buffer_mut(storage: &mut Storage) -> Option<&mut Buffer<Self>> {
                match storage {
                    Storage::$variant(buffer) => Some(buffer),
                    $(Storage::$time(buffer, _) => Some(buffer),)?
                    _ => None,
                }
            }

            fn of_slice(slice: ColumnSlice<'_>) -> Option<&[Self]> {
                match slice {
                    ColumnSlice::$variant(values) => Some(values),
                    _ => None,
                }
            }
        }
    )*};
}

element!(f32 => F32, f64 => F64, i8 => I8, i16 => I16, i32 => I32, i64 => I64 | Timestamp, u8 => U8, u16 => U16, u32 => U32, u64 => U64);
