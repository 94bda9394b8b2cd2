import GRDB
import Inspections

extension Row {
    /// The calendar date in a column; `nil` where it is NULL.
    func date(_ column: String) -> CalendarDate? {
        (self[column] as String?).flatMap(CalendarDate.init(dayOrMonth:))
    }

    /// The columns `etag`, `last_modified` and `validators_url`; `nil` where the publisher gave nothing.
    var validators: StoredValidators? {
        let etag: String? = self["etag"]
        let lastModified: String? = self["last_modified"]
        if etag == nil, lastModified == nil { return nil }
        return StoredValidators(etag: etag, lastModified: lastModified, url: self["validators_url"])
    }
}
