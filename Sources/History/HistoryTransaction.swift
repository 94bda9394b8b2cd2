import GRDB

/// The questions and changes possible within one transaction; never leaves the closure that it is given to.
package struct HistoryTransaction {
    let database: Database

    /// Empties the cache of the database's pages, which fills again with use,
    /// https://www.sqlite.org/pragma.html#pragma_shrink_memory
    package func giveMemoryBack() throws {
        try database.execute(sql: "PRAGMA shrink_memory")
    }
}
