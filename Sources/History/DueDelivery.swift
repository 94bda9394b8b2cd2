/// An alert that a receiver is to get now.
package struct DueDelivery: Sendable {
    package let alert: StoredAlert
    /// Made so far, ever.
    package let attempts: Int
    /// Made so far in the present round of the schedule, which `redeliver` begins anew.
    package let tries: Int
}
