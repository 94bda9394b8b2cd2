import Configuration
import History
import Polling
import Queries

extension Configuration {
    /// Where documents are kept: with a record that several daemons share, where all of them can read them.
    func archive(beside history: History) -> any DocumentArchive {
        history.isShared
            ? RecordArchive(history.sharing(.own), subject: record.subject)
            : FolderArchive(DocumentFolder(path: documentsPath))
    }
}
