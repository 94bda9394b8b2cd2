import GRDB

/// The questions and changes possible within one transaction; never leaves the closure that it is given to.
package struct HistoryTransaction {
    let database: Database
}
