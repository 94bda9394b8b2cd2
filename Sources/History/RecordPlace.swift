import Foundation
import Postgres

/// Where a record is kept.
package enum RecordPlace: Sendable, Hashable {
    /// In a SQLite file at that path.
    case file(String)
    case postgres(PostgresPlace)

    /// False where no daemon has begun one yet.
    package var isBegun: Bool {
        get throws(HistoryError) {
            switch self {
            case .file(let path): FileManager.default.fileExists(atPath: path)
            case .postgres: try History(readingAt: self) != nil
            }
        }
    }

    /// As messages name it.
    package var subject: String {
        switch self {
        case .file(let path): path
        case .postgres(let place): place.address.subject
        }
    }
}
