package import Configuration
package import History
import Postgres
import Receivers

extension Configuration {
    /// Where the record is.
    package var record: RecordPlace {
        guard let database else { return .file(historyPath) }
        return .postgres(
            PostgresPlace(
                address: database.address, passwordFile: database.passwordFile?.path,
                certificates: database.certificates, daemon: fleet?.name ?? "",
                timelineFile: state + "/server-timeline"))
    }
}
