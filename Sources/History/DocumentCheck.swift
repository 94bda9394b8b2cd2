package import Inspections

/// What is known of a document that was read, and is looked at again now and then.
package struct DocumentCheck: Sendable, Hashable {
    /// What readers hear of it.
    package enum Change: String, Hashable, Sendable {
        case withdrawn, restored
    }

    /// Row of the publication.
    package let publication: Int64
    package var validators: StoredValidators?
    /// London day of the last look.
    package var checkedOn: CalendarDate
    /// True where the provider's page, when last read, no longer listed it.
    package var isUnlisted: Bool
    /// Days in a row on which it was looked for and gone.
    package var missingDays: Int
    /// The last of these.
    package var missingOn: CalendarDate?
    /// True while readers know that it is gone.
    package var isWithdrawn: Bool

    package init(publication: Int64, validators: StoredValidators?, checkedOn: CalendarDate) {
        self.publication = publication
        self.validators = validators
        self.checkedOn = checkedOn
        isUnlisted = false
        missingDays = 0
        isWithdrawn = false
    }
}
