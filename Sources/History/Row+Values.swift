import Foundation
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

extension Date {
    /// The instant as it is stored: seconds since 1970-01-01 UTC.
    var seconds: Double { timeIntervalSince1970 }

    init?(seconds: Double?) {
        guard let seconds else { return nil }
        self.init(timeIntervalSince1970: seconds)
    }
}

/// What a publisher gave to recognise a version of a page, with the address that gave it.
package struct StoredValidators: Sendable, Hashable {
    package let etag: String?
    package let lastModified: String?
    package let url: String?

    package init(etag: String?, lastModified: String?, url: String?) {
        self.etag = etag
        self.lastModified = lastModified
        self.url = url
    }
}
