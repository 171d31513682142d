//! Arrow's arrays become columns.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Float16Type,
    Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array as _, ArrayRef};
use arrow_schema::{DataType, TimeUnit as ArrowUnit};
use arrow_select::take::take;

use super::super::{NamedColumn, TextCell};
use crate::data::mmap::MappedFile;
use crate::data::{Column, Element, NOT_A_TIME, TimeUnit};

/// Makes a column of the arrays of all batches. What can't be drawn, such as lists, becomes a column of texts that says what
/// it is.
pub(super) fn named(name: &str, ty: &DataType, arrays: &[ArrayRef], mapped: &MappedFile) -> NamedColumn {
    let name = name.to_owned();
    if let Some(column) = numbers(ty, arrays, mapped).or_else(|| times(ty, arrays, mapped)) {
        return NamedColumn { name, column, text: None };
    }
    let texts = texts(ty, arrays).unwrap_or_else(|| {
        let rows = arrays.iter().map(|array| array.len()).sum();
        vec![ty.to_string(); rows]
    });
    let first = texts.iter().find(|text| !text.is_empty()).cloned().unwrap_or_default();
    NamedColumn { name, text: Some(TextCell { value: first, line: None }), column: Column::text(texts) }
}

/// A column of numbers or truth values; NaN where one is missing.
fn numbers(ty: &DataType, arrays: &[ArrayRef], mapped: &MappedFile) -> Option<Column> {
    Some(match ty {
        DataType::Int8 => plain::<Int8Type>(arrays, mapped, f64::from),
        DataType::Int16 => plain::<Int16Type>(arrays, mapped, f64::from),
        DataType::Int32 => plain::<Int32Type>(arrays, mapped, f64::from),
        DataType::Int64 => plain::<Int64Type>(arrays, mapped, |value| value as f64),
        DataType::UInt8 => plain::<UInt8Type>(arrays, mapped, f64::from),
        DataType::UInt16 => plain::<UInt16Type>(arrays, mapped, f64::from),
        DataType::UInt32 => plain::<UInt32Type>(arrays, mapped, f64::from),
        DataType::UInt64 => plain::<UInt64Type>(arrays, mapped, |value| value as f64),
        DataType::Float32 => plain::<Float32Type>(arrays, mapped, f64::from),
        DataType::Float64 => plain::<Float64Type>(arrays, mapped, |value| value),
        DataType::Float16 => converted::<Float16Type>(arrays, |value| value.to_f64()),
        DataType::Decimal32(_, scale) => scaled::<Decimal32Type>(arrays, *scale, f64::from),
        DataType::Decimal64(_, scale) => scaled::<Decimal64Type>(arrays, *scale, |value| value as f64),
        DataType::Decimal128(_, scale) => scaled::<Decimal128Type>(arrays, *scale, |value| value as f64),
        DataType::Null => vec![f64::NAN; arrays.iter().map(|array| array.len()).sum()].into(),
        DataType::Boolean => {
            let values = || arrays.iter().flat_map(|array| array.as_boolean().iter());
            if values().all(|value| value.is_some()) {
                Column::bools(values().flatten())
            } else {
                values().map(|value| value.map_or(f64::NAN, f64::from)).collect::<Vec<_>>().into()
            }
        }
        _ => return None,
    })
}

/// Numbers of a type that columns have: as they are in the file where none is missing.
fn plain<T: ArrowPrimitiveType>(
    arrays: &[ArrayRef],
    mapped: &MappedFile,
    to_f64: impl Fn(T::Native) -> f64,
) -> Column
where
    T::Native: Element,
{
    if arrays.iter().any(|array| array.null_count() > 0) {
        return converted::<T>(arrays, to_f64);
    }
    in_place::<T>(arrays, mapped).unwrap_or_else(|| {
        let values = arrays.iter().flat_map(|array| array.as_primitive::<T>().values().iter().copied());
        values.collect::<Vec<_>>().into()
    })
}

/// The numbers of the only array, where they lie in the mapped file.
fn in_place<T: ArrowPrimitiveType>(arrays: &[ArrayRef], mapped: &MappedFile) -> Option<Column>
where
    T::Native: Element,
{
    let [array] = arrays else { return None };
    let values = array.as_primitive::<T>().values();
    let start = (values.as_ptr() as usize).checked_sub(mapped.bytes().as_ptr() as usize)?;
    Column::mapped::<T::Native>(mapped, start, values.len()).ok()
}

/// Numbers as `f64`, NaN where one is missing.
fn converted<T: ArrowPrimitiveType>(arrays: &[ArrayRef], to_f64: impl Fn(T::Native) -> f64) -> Column {
    let values = arrays.iter().flat_map(|array| array.as_primitive::<T>().iter());
    values.map(|value| value.map_or(f64::NAN, &to_f64)).collect::<Vec<_>>().into()
}

/// Decimal numbers of so many digits behind the point.
fn scaled<T: ArrowPrimitiveType>(
    arrays: &[ArrayRef],
    digits: i8,
    to_f64: impl Fn(T::Native) -> f64,
) -> Column {
    let unit = 10f64.powi(i32::from(digits));
    converted::<T>(arrays, |value| to_f64(value) / unit)
}

/// A column of points in time. Durations and times of day are numbers of seconds.
fn times(ty: &DataType, arrays: &[ArrayRef], mapped: &MappedFile) -> Option<Column> {
    use TimeUnit::{Micros, Millis, Nanos, Seconds};
    use arrow_array::types::{
        DurationMicrosecondType, DurationMillisecondType, DurationNanosecondType, DurationSecondType,
        Time32MillisecondType, Time32SecondType, Time64MicrosecondType, Time64NanosecondType,
        TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    };
    let seconds = |unit: TimeUnit| move |value: i64| value as f64 * unit.nanos() as f64 / 1e9;
    Some(match ty {
        DataType::Date32 => {
            let days = arrays.iter().flat_map(|array| array.as_primitive::<Date32Type>().iter());
            let start = |day: Option<i32>| day.map_or(NOT_A_TIME, |day| i64::from(day) * 86_400);
            Column::timestamps(days.map(start).collect(), Seconds)
        }
        DataType::Date64 => points::<Date64Type>(arrays, mapped, Millis),
        DataType::Timestamp(ArrowUnit::Second, _) => points::<TimestampSecondType>(arrays, mapped, Seconds),
        DataType::Timestamp(ArrowUnit::Millisecond, _) => {
            points::<TimestampMillisecondType>(arrays, mapped, Millis)
        }
        DataType::Timestamp(ArrowUnit::Microsecond, _) => {
            points::<TimestampMicrosecondType>(arrays, mapped, Micros)
        }
        DataType::Timestamp(ArrowUnit::Nanosecond, _) => {
            points::<TimestampNanosecondType>(arrays, mapped, Nanos)
        }
        DataType::Duration(ArrowUnit::Second) => converted::<DurationSecondType>(arrays, seconds(Seconds)),
        DataType::Duration(ArrowUnit::Millisecond) => {
            converted::<DurationMillisecondType>(arrays, seconds(Millis))
        }
        DataType::Duration(ArrowUnit::Microsecond) => {
            converted::<DurationMicrosecondType>(arrays, seconds(Micros))
        }
        DataType::Duration(ArrowUnit::Nanosecond) => {
            converted::<DurationNanosecondType>(arrays, seconds(Nanos))
        }
        DataType::Time32(ArrowUnit::Second) => converted::<Time32SecondType>(arrays, f64::from),
        DataType::Time32(_) => converted::<Time32MillisecondType>(arrays, |ms| f64::from(ms) / 1e3),
        DataType::Time64(ArrowUnit::Microsecond) => {
            converted::<Time64MicrosecondType>(arrays, seconds(Micros))
        }
        DataType::Time64(_) => converted::<Time64NanosecondType>(arrays, seconds(Nanos)),
        _ => return None,
    })
}

/// Points in time: as they are in the file where none is missing.
fn points<T: ArrowPrimitiveType<Native = i64>>(
    arrays: &[ArrayRef],
    mapped: &MappedFile,
    unit: TimeUnit,
) -> Column {
    let is_whole = arrays.iter().all(|array| array.null_count() == 0);
    let in_place = is_whole.then(|| in_place::<T>(arrays, mapped)).flatten();
    in_place.and_then(|column| column.with_time_unit(unit).ok()).unwrap_or_else(|| {
        let values = arrays.iter().flat_map(|array| array.as_primitive::<T>().iter());
        Column::timestamps(values.map(|value| value.unwrap_or(NOT_A_TIME)).collect(), unit)
    })
}

/// Texts, empty where one is missing; `None` where the arrays hold none.
fn texts(ty: &DataType, arrays: &[ArrayRef]) -> Option<Vec<String>> {
    fn owned<'a>(texts: impl Iterator<Item = Option<&'a str>>) -> Vec<String> {
        texts.map(|text| text.unwrap_or_default().to_owned()).collect()
    }
    let mut all = Vec::new();
    for array in arrays {
        all.extend(match ty {
            DataType::Utf8 => owned(array.as_string::<i32>().iter()),
            DataType::LargeUtf8 => owned(array.as_string::<i64>().iter()),
            DataType::Utf8View => owned(array.as_string_view().iter()),
            DataType::Dictionary(_, values) => {
                let dictionary = array.as_any_dictionary();
                texts(values, &[take(dictionary.values(), dictionary.keys(), None).ok()?])?
            }
            _ => return None,
        });
    }
    Some(all)
}
