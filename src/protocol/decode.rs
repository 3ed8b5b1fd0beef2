//! Values from JSON. What cannot be read is `null`.

use serde_json::Value as Json;

use crate::value::Value;
use crate::value::temporal::parse;

/// The value that was encoded.
pub(super) fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Boolean(*value),
        Json::Number(number) => match number.as_i64() {
            Some(integer) => Value::Integer(integer),
            None => number.as_f64().map_or(Value::Null, Value::Float),
        },
        Json::String(text) => Value::string(text.as_str()),
        Json::Array(elements) => Value::list(elements.iter().map(value).collect()),
        Json::Object(entries) => {
            if let (1, Some((key, inner))) = (entries.len(), entries.iter().next())
                && let Some(special) = special(key, inner)
            {
                return special;
            }
            Value::map(
                entries
                    .iter()
                    .map(|(key, entry)| (key.as_str().into(), value(entry)))
                    .collect(),
            )
        }
    }
}

fn special(key: &str, inner: &Json) -> Option<Value> {
    if key == "$map" {
        let entries = inner.as_object()?;
        return Some(Value::map(
            entries
                .iter()
                .map(|(key, entry)| (key.as_str().into(), value(entry)))
                .collect(),
        ));
    }
    let text = inner.as_str()?;
    Some(match key {
        "$float" => Value::Float(text.replace("Infinity", "inf").parse().ok()?),
        "$date" => Value::Date(parse::date(text).ok()?),
        "$localtime" => Value::LocalTime(parse::local_time(text).ok()?),
        "$time" => Value::Time(parse::time(text).ok()?),
        "$localdatetime" => Value::LocalDateTime(parse::local_date_time(text).ok()?),
        "$datetime" => Value::DateTime(parse::date_time(text).ok()?.into()),
        "$duration" => Value::Duration(parse::duration(text).ok()?.into()),
        _ => return None,
    })
}
