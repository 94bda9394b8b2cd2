import History

extension StoredPublication {
    /// The known publication with what the feed states of it now; its document is read again, its history stays.
    func updated(to stated: StoredPublication) -> StoredPublication {
        var updated = self
        if updated.identity != stated.identity {
            updated.formerIdentity = identity
            updated.identity = stated.identity
        }
        updated.fingerprint = stated.fingerprint
        updated.listed = stated.listed
        updated.documentURL = stated.documentURL
        updated.announcesPDF = stated.announcesPDF
        updated.title = stated.title
        updated.type = stated.type
        updated.providerName = stated.providerName
        updated.providerURN = stated.providerURN
        updated.published = stated.published ?? published
        updated.attempts = 0
        updated.nextTry = stated.seen
        updated.waitsSince = stated.seen
        return updated
    }
}
