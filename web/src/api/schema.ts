// Made by `npm run api` from openapi.json; not to be edited.
export interface paths {
    "/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One
         * @description Who one is here.
         */
        get: operations["one_account_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename
         * @description Another name to sign in with.
         */
        patch: operations["rename_account_patch"];
        trace?: never;
    };
    "/account/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export
         * @description All that is known of you, as a zip file of lines of JSON: account, sessions, keys, what was done to them, and
         *     every record of your library, with where each original can be fetched.
         */
        get: operations["export_account_export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All Of Them
         * @description Oldest first. What they send is not kept, and cannot be shown.
         */
        get: operations["all_of_them_account_keys_get"];
        put?: never;
        /**
         * Make
         * @description A new key, which may no more than you may.
         */
        post: operations["make_account_keys_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete
         * @description It opens nothing any more, at once. HELIOGRAPH_TOKEN (`token`) is switched off, until
         *     `python -m services.accounts token on`.
         */
        delete: operations["delete_account_keys__id__delete"];
        options?: never;
        head?: never;
        /**
         * Limit
         * @description Another name, or other rights, at once.
         */
        patch: operations["limit_account_keys__id__patch"];
        trace?: never;
    };
    "/account/keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate
         * @description A new secret for the same key; the one that it had works for 24 hours yet.
         */
        post: operations["rotate_account_keys__id__rotate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Linked
         * @description Whether one's account is linked to the provider.
         */
        get: operations["linked_account_oidc_get"];
        put?: never;
        post?: never;
        /**
         * Unlink
         * @description The provider signs nobody in to this account any more. All other devices are signed out.
         */
        delete: operations["unlink_account_oidc_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/oidc/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link
         * @description Links one's account to who one is at the provider. All other devices are signed out.
         */
        post: operations["link_account_oidc_begin_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Passkeys
         * @description Those of one's own account.
         */
        get: operations["passkeys_account_passkeys_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/passkeys/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin
         * @description What a device is asked to make one.
         */
        post: operations["begin_account_passkeys_begin_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/passkeys/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish
         * @description Signs in from now on. All other devices are signed out.
         */
        post: operations["finish_account_passkeys_finish_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove
         * @description It opens nothing any more. All other devices are signed out.
         */
        delete: operations["remove_account_passkeys__id__delete"];
        options?: never;
        head?: never;
        /**
         * Rename
         * @description Another name to know it by.
         */
        patch: operations["rename_account_passkeys__id__patch"];
        trace?: never;
    };
    "/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Password
         * @description Another password. All other devices are signed out.
         */
        post: operations["password_account_password_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sessions
         * @description Where one is signed in.
         */
        get: operations["sessions_account_sessions_get"];
        put?: never;
        post?: never;
        /**
         * End All
         * @description Signs all other devices out.
         */
        delete: operations["end_all_account_sessions_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End One
         * @description Signs a device out.
         */
        delete: operations["end_one_account_sessions__id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin
         * @description Begins with a second factor, which is asked for once a code of it was confirmed.
         */
        post: operations["begin_account_totp_post"];
        /**
         * End
         * @description No more codes. All other devices are signed out.
         */
        delete: operations["end_account_totp_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm
         * @description Has codes asked for at every sign-in from now on. All other devices are signed out.
         */
        post: operations["confirm_account_totp_confirm_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Page
         * @description Oldest first. What is in their libraries is told to nobody.
         */
        get: operations["page_accounts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Names
         * @description Who there is to share with: for members alone.
         */
        get: operations["names_accounts_names_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete
         * @description Deletes an account: for who runs the installation, and for whose it is. Nobody signs in with it from then on;
         *     its photos, and all that is known of them, follow by and by and cannot be had back.
         */
        delete: operations["delete_accounts__id__delete"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Another role, state or quota, at once, wherever they are signed in. Somebody always stays an admin.
         */
        patch: operations["change_accounts__id__patch"];
        trace?: never;
    };
    "/accounts/{id}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset
         * @description What stands in a link by which they say a new password: for who has forgotten theirs.
         */
        post: operations["reset_accounts__id__reset_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Page
         * @description What was done to many photos at once, and to people, newest first.
         */
        get: operations["page_actions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/actions/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo
         * @description Takes back what the action changed and nobody has changed since. Again, it changes nothing. What was done
         *     since to the same people and faces is a conflict, unless it is undone together with this.
         */
        post: operations["undo_actions__id__undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/albums": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Page
         * @description In the order in which they were made, each with the album that it stands in; also those of others that are
         *     shared with you.
         */
        get: operations["page_albums_get"];
        put?: never;
        /** Make */
        post: operations["make_albums_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/albums/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Page
         * @description The most valuable first, up to 24.
         */
        get: operations["page_albums_proposals_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/albums/proposals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One
         * @description With its photos, and those that were left out.
         */
        get: operations["one_albums_proposals__id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/albums/proposals/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss
         * @description It is not proposed again, whatever comes.
         */
        post: operations["dismiss_albums_proposals__id__dismiss_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/albums/proposals/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore
         * @description Takes a dismissal back.
         */
        post: operations["restore_albums_proposals__id__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/albums/proposals/{id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take
         * @description Makes the album, which is one action. Undone, the album is gone, and it is proposed again.
         */
        post: operations["take_albums_proposals__id__take_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/albums/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One */
        get: operations["one_albums__id__get"];
        put?: never;
        post?: never;
        /**
         * Drop
         * @description The photos stay. What stands in it stands where it stood.
         */
        delete: operations["drop_albums__id__delete"];
        options?: never;
        head?: never;
        /** Say */
        patch: operations["say_albums__id__patch"];
        trace?: never;
    };
    "/albums/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download
         * @description The originals of its photos in one zip file, each with its sidecar beside it. Understands Range, If-Range and
         *     If-None-Match.
         */
        get: operations["download_albums__id__download_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/albums/{id}/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lay
         * @description Puts a photo behind another, in an album that is laid by hand.
         */
        post: operations["lay_albums__id__order_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/albums/{id}/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Photos Of
         * @description As /photos lists them. By hand: those first that were laid, then the others, the newest last.
         */
        get: operations["photos_of_albums__id__photos_get"];
        /**
         * Add
         * @description Puts photos into the album, which is one action. Into another's, where you contribute, photos of your own:
         *     they stay in your library, and leave the album when you take them out or the share ends.
         */
        put: operations["add_albums__id__photos_put"];
        post?: never;
        /**
         * Take Out
         * @description Takes photos out of the album, which is one action; of a smart one for good. Of another's album those of your
         *     own, or as its editor any.
         */
        delete: operations["take_out_albums__id__photos_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Page
         * @description Newest first: what you did and what was done to you, and for who runs the installation all that was done to
         *     accounts. Nobody hears of what others do with their photos.
         */
        get: operations["page_audit_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * State
         * @description Who asks, and how they can sign in.
         */
        get: operations["state_auth_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/first": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * First
         * @description Makes the first account, which runs the installation and has the library that is there. From then on
         *     everybody signs in. For who needs nothing to ask, or has HELIOGRAPH_TOKEN.
         */
        post: operations["first_auth_first_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Login
         * @description Signs in with a name and a password, and a code where the second factor is on: then it is answered 401 with
         *     `needs: "code"` without.
         */
        post: operations["login_auth_login_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Logout
         * @description Ends the sign-in of this device: 204, or where a provider let it in, 200 with where to sign out there.
         */
        post: operations["logout_auth_logout_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Enter
         * @description Leads the browser to the provider, which leads it back. An app that opens a browser for it says where it
         *     takes a code, and redeems that by POST /auth/oidc/redeem.
         */
        get: operations["enter_auth_oidc_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Back
         * @description Where the provider leads the browser back, which goes on in the app: signed in, or at a page that says why
         *     not.
         */
        get: operations["back_auth_oidc_callback_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/oidc/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signed Out
         * @description For the provider: somebody has signed out there, and so here (Back-Channel Logout 1.0). The body is a form
         *     with a `logout_token`.
         */
        post: operations["signed_out_auth_oidc_logout_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/oidc/prove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove
         * @description Signing in at the provider once more, which proves who is there as POST /auth/prove does.
         */
        post: operations["prove_auth_oidc_prove_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/oidc/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Redeem
         * @description Signs an app in by the code that the browser has brought it.
         */
        post: operations["redeem_auth_oidc_redeem_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/passkey/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask
         * @description What a device is asked to sign in, or to prove who is there: no name is needed. Who is signed in is asked
         *     for a passkey of theirs.
         */
        post: operations["ask_auth_passkey_begin_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/passkey/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enter
         * @description Signs in by what the device has answered.
         */
        post: operations["enter_auth_passkey_finish_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/prove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove
         * @description Shows the present password, a code of the second factor, or a passkey once more: what asks for that goes
         *     through for five minutes.
         */
        post: operations["prove_auth_prove_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh
         * @description The next access token, and the next refresh token: each works once, and seconds longer where two tabs send
         *     it. Who comes with one later has taken it from somebody: then the sign-in ends.
         */
        post: operations["refresh_auth_refresh_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset
         * @description A new password, by a link that an admin made. Every device is signed out; the link works no more then.
         */
        post: operations["reset_auth_reset_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/circles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Page
         * @description Your own, in the order of their making.
         */
        get: operations["page_circles_get"];
        put?: never;
        /** Make */
        post: operations["make_circles_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/circles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete
         * @description What is shared with it is shared with nobody any more.
         */
        delete: operations["delete_circles__id__delete"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Who is a member no more sees no more what was shared with the circle, at once.
         */
        patch: operations["change_circles__id__patch"];
        trace?: never;
    };
    "/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Page
         * @description The days on which photos were taken, newest first. Undated ones are of none.
         */
        get: operations["page_days_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/days/{day}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One */
        get: operations["one_days__day__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/demonstration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pictures
         * @description Freely licensed pictures that can be uploaded to try things out. None, where they were not fetched.
         */
        get: operations["pictures_demonstration_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/demonstration/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Picture */
        get: operations["picture_demonstration__name__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events
         * @description Server-sent events: uploaded, progressed, deleted, each with the photo's id; changed, with the feature: the
         *     days, the groups or the people are others now.
         */
        get: operations["events_events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/faces/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Erase
         * @description One that was drawn is gone. One that was found is ignored from then on, as no face.
         */
        delete: operations["erase_faces__id__delete"];
        options?: never;
        head?: never;
        /**
         * Move
         * @description Another box. Whose the face is stays.
         */
        patch: operations["move_faces__id__patch"];
        trace?: never;
    };
    "/faces/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign
         * @description It is this person's, whatever else was thought of it.
         */
        post: operations["assign_faces__id__assign_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/faces/{id}/crop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Crop
         * @description A face, cut out upright: JPEG, 192 x 192.
         */
        get: operations["crop_faces__id__crop_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/faces/{id}/ignore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ignore
         * @description It is nobody's that matters, or no face. To give it to somebody takes that back.
         */
        post: operations["ignore_faces__id__ignore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/faces/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject
         * @description It is not this person's, and never will be thought to be again.
         */
        post: operations["reject_faces__id__reject_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Facets
         * @description By what the library can be filtered, and how many photos each of it would show.
         */
        get: operations["facets_facets_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Page
         * @description Those with the newest photos first.
         */
        get: operations["page_groups_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss
         * @description Not shown any more, unless another photo joins it.
         */
        post: operations["dismiss_groups__id__dismiss_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore
         * @description Takes a dismissal back.
         */
        post: operations["restore_groups__id__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alive
         * @description The process answers.
         */
        get: operations["alive_healthz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Waiting
         * @description Those that nobody has accepted yet, oldest first.
         */
        get: operations["waiting_invitations_get"];
        put?: never;
        /**
         * Invite
         * @description What stands in a link by which one person makes an account here. For who runs the installation.
         */
        post: operations["invite_invitations_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept
         * @description Makes the account, and signs in. The link works no more then.
         */
        post: operations["accept_invitations_accept_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look
         * @description What a link invites to.
         */
        post: operations["look_invitations_look_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw
         * @description Its link works no more.
         */
        delete: operations["withdraw_invitations__id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/l/{id}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open Link
         * @description Opens a link by what stands in its address, and a password where it asks for one (403, `needs: "password"`).
         *     The browser keeps a cookie then, which opens what lies below /l/<id>/api/, for a day.
         */
        post: operations["open_link_l__id__open_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/library": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One
         * @description As it is set now.
         */
        get: operations["one_library_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change
         * @description Takes effect everywhere within seconds.
         */
        patch: operations["change_library_patch"];
        trace?: never;
    };
    "/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * About
         * @description What the link is by which the visitor came.
         */
        get: operations["about_link_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/link/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download
         * @description All that the link shows in one zip file, newest first. Understands Range, If-Range and If-None-Match.
         */
        get: operations["download_link_download_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/link/name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Name
         * @description How the guest wants to be called. What they send in bears the name.
         */
        post: operations["name_link_name_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/memories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every
         * @description On this day and in this week of earlier years; people over the years, then and now. Made when it is asked
         *     for: what is archived or hidden is gone from it at once.
         */
        get: operations["every_memories_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/memories/{id}/less": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See Less
         * @description No memory has anything of this any more, until it is taken back.
         */
        post: operations["see_less_memories__id__less_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/memories/{id}/more": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See More
         * @description Takes that back.
         */
        post: operations["see_more_memories__id__more_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics
         * @description Prometheus metrics.
         */
        get: operations["metrics_metrics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Models
         * @description By task the model that answers, and how far the work on photos is.
         */
        get: operations["models_models_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/models/{task}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Use
         * @description Goes over to another model, for everybody. Photos are looked at again; search goes on with the old one until
         *     all are done. Naming the old one meanwhile takes it back.
         */
        put: operations["use_models__task__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/models/{task}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add
         * @description Makes a model of the user's own known by its name, whose files `python -m services.models add` has put in
         *     place; it is used once it is chosen. Another of the same name takes its place among the choices.
         */
        put: operations["add_models__task___name__put"];
        post?: never;
        /**
         * Remove
         * @description Forgets a model of the user's own by which no photo is looked at. Its files are the command's to remove.
         */
        delete: operations["remove_models__task___name__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/occasions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Page
         * @description Trips, and what is a part of none.
         */
        get: operations["page_occasions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/occasions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One */
        get: operations["one_occasions__id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Say */
        patch: operations["say_occasions__id__patch"];
        trace?: never;
    };
    "/occasions/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss
         * @description It is none, and never becomes one again by itself.
         */
        post: operations["dismiss_occasions__id__dismiss_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/occasions/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge
         * @description The two are one, for ever, which is so in a few seconds. It has the title and the kind of the earlier one, or
         *     else of the other.
         */
        post: operations["merge_occasions__id__merge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/occasions/{id}/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Photos Of
         * @description Its photos, as /photos lists them.
         */
        get: operations["photos_of_occasions__id__photos_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/occasions/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore
         * @description Takes a dismissal back.
         */
        post: operations["restore_occasions__id__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/occasions/{id}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split
         * @description Another one begins with this photo, for ever. Both are there in a few seconds.
         */
        post: operations["split_occasions__id__split_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/parts/{id}/{rendition}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Of Part
         * @description What was made of something that was found on a photo. chip: a face, upright, JPEG, 192 x 192.
         */
        get: operations["of_part_parts__id___rendition__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Page
         * @description Most photos first.
         */
        get: operations["page_people_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge
         * @description They are one person. A name that only one of them has stays.
         */
        post: operations["merge_people_merge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * By Selfie
         * @description Who looks like the faces that are shown, and on which photos. Nothing of what is sent is kept.
         */
        post: operations["by_selfie_people_search_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Suggestions
         * @description Groups without a name that might be somebody's who has one, those on most photos first.
         */
        get: operations["suggestions_people_suggestions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/suggestions/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer
         * @description Yes or no to several suggestions at once, which is one action.
         */
        post: operations["answer_people_suggestions_answer_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One */
        get: operations["one_people__id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Say
         * @description A name that somebody has already is a conflict: merge them, or say that this is another.
         */
        patch: operations["say_people__id__patch"];
        trace?: never;
    };
    "/people/{id}/deny": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deny
         * @description These are two people: no to a suggestion.
         */
        post: operations["deny_people__id__deny_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{id}/faces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Faces Of
         * @description Those that are shown as theirs, of the newest photos first. Where they are on a photo without a face, there
         *     is none.
         */
        get: operations["faces_of_people__id__faces_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{id}/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Photos Of
         * @description Those on which they are, as /photos lists them.
         */
        get: operations["photos_of_people__id__photos_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{id}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split
         * @description These faces are somebody else's, who is answered. They never come back.
         */
        post: operations["split_people__id__split_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/photo/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One
         * @description Everything that is known of it.
         */
        get: operations["one_photo__id__get"];
        put?: never;
        post?: never;
        /**
         * Delete
         * @description Puts the photo into the trash. One that is too damaged to be held there is deleted for good.
         */
        delete: operations["delete_photo__id__delete"];
        options?: never;
        head?: never;
        /**
         * Edit
         * @description What the owner says wins over what was found. Whatever was made from it is made anew.
         */
        patch: operations["edit_photo__id__patch"];
        trace?: never;
    };
    "/photo/{id}/crop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cropped
         * @description The part of the photo that matters, as a JPEG of this shape: all faces, their eyes a third from the top; else
         *     the things on it; else what stands out. Never wider than that part is on the preview.
         */
        get: operations["cropped_photo__id__crop_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/photo/{id}/faces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draw
         * @description A face that was not found. Where one was, and the box covers it, it is that one, with another box.
         */
        post: operations["draw_photo__id__faces_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/photo/{id}/original": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Original
         * @description The file as it was uploaded; where anything is withheld from who asks, a clean copy of it: the same picture,
         *     with no metadata but its colours, how it lies and when it was taken. Understands Range and If-None-Match. One
         *     that is not whole any more is not sent: 404 or 422, and the photo says so from then on. 403 for one that is
         *     shared to be looked at only.
         */
        get: operations["original_photo__id__original_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/photo/{id}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join
         * @description Somebody is on it whose face is not: turned away, hidden, too small.
         */
        post: operations["join_photo__id__people_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/photo/{id}/people/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Leave
         * @description Takes that back. Who is there by a face stays: say of the face that it is not theirs.
         */
        delete: operations["leave_photo__id__people__person__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/photo/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry
         * @description Runs the stages again that failed on this photo, and those of which the result is gone.
         */
        post: operations["retry_photo__id__retry_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/photo/{id}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Like
         * @description Copies of the photo first, then what looks alike.
         */
        get: operations["like_photo__id__similar_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/photo/{id}/xmp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Xmp
         * @description Its sidecar, for other programs: title, description, tags, rating, date and place as they are now, and the
         *     faces of people with a name as regions of the Metadata Working Group and of Microsoft. The rating is for its
         *     owner alone, and others are told no more than the share tells by which they see it.
         */
        get: operations["xmp_photo__id__xmp_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/photo/{id}/{rendition}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rendition
         * @description preview: JPEG, long side at most 1440. thumbnail: WebP, long side at most 320.
         */
        get: operations["rendition_photo__id___rendition__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Page
         * @description Those that pass every filter. Archived ones only when asked for, and those of albums that are off the
         *     timeline only where an album is.
         */
        get: operations["page_photos_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/photos/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Download Many
         * @description The same of these photos.
         */
        post: operations["download_many_photos_download_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/photos/edit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Edit
         * @description Changes many photos at once, which is one action. What the owner says wins over what was found.
         */
        post: operations["edit_photos_edit_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/photos/known": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Known
         * @description Which of these files are here already, so that they need not travel.
         */
        post: operations["known_photos_known_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/photos/months": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Months
         * @description How many photos each month has, of those that pass the filters.
         */
        get: operations["months_photos_months_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/photos/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Points
         * @description The photos that are somewhere on the map.
         */
        get: operations["points_photos_points_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/photos/save": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Save
         * @description Copies photos that others share with you into your library, on your quota: the files as you may download
         *     them. The copies are yours, and stay when the share ends.
         */
        post: operations["save_photos_save_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Places
         * @description Towns of the whole world, known here, by the beginning of their names in any language: those in which photos
         *     of the library were taken first, then the largest. A region or a country behind the name narrows them.
         */
        get: operations["places_places_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Now
         * @description Up to three, those first whose answer helps most: by how many photos it touches, and how little is known.
         */
        get: operations["now_questions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/questions/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer
         * @description What follows is found at once. Where it comes too late, `next` in the problem is what is asked instead.
         */
        post: operations["answer_questions__id__answer_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/questions/{id}/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask
         * @description Takes back that it was skipped, or that it was not to be asked again.
         */
        post: operations["ask_questions__id__ask_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/questions/{id}/no": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * No
         * @description It is none of these, or nobody shall ask: it is never asked again. That a group is not a person is written,
         *     as POST /people/{id}/deny does.
         */
        post: operations["no_questions__id__no_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/questions/{id}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Skip
         * @description Not now: it is asked again in thirty days.
         */
        post: operations["skip_questions__id__skip_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready
         * @description Everything has started and every store can be used. What is damaged is told to who runs the installation,
         *     and so is what is wrong with plugins.
         */
        get: operations["ready_readyz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search
         * @description Dates, places, cameras, colours and more are understood in words; the filters beside them narrow further. A
         *     question of filters alone is a list, newest first.
         */
        get: operations["search_search_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search/by-image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * By Image
         * @description Photos that look like the picture that is sent. Nothing of it is kept.
         */
        post: operations["by_image_search_by_image_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search/suggest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Suggest
         * @description Completes the last words to names that stand in the library, a slip of the finger forgiven.
         */
        get: operations["suggest_search_suggest_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Page
         * @description What you share, in the order of its making.
         */
        get: operations["page_shares_get"];
        put?: never;
        /**
         * Make
         * @description Shares something of your own library. Others may copy what they may download, and keep that when you end
         *     the share.
         */
        post: operations["make_shares_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shares/with-me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Given
         * @description What others share with you.
         */
        get: operations["given_shares_with_me_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shares/with-me/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Refuse
         * @description You are shown it no more.
         */
        delete: operations["refuse_shares_with_me__id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shares/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One */
        get: operations["one_shares__id__get"];
        put?: never;
        post?: never;
        /**
         * End
         * @description At once: nobody sees any more what it opened, but for what they have copied.
         */
        delete: operations["end_shares__id__delete"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description At once, for everybody it is shared with.
         */
        patch: operations["change_shares__id__patch"];
        trace?: never;
    };
    "/shares/{id}/taken": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take
         * @description Lets what is shared with you stand in your timeline and search, where it is offered for that; or not.
         */
        post: operations["take_shares__id__taken_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shares/{id}/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Waiting
         * @description The photos that a rule will share once they have been here for a while: time to take out what it should
         *     not.
         */
        get: operations["waiting_shares__id__waiting_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Story
         * @description A memory or a summary as a row of photos, to be shown one after the other.
         */
        get: operations["story_stories_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stories/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * File
         * @description The same as one HTML file, with its pictures in it (previews, 24 MiB of them at most) and without scripts.
         */
        get: operations["file_stories_file_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/summaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One
         * @description In the reader's language, out of what is known right now: a text, the best photos, places, people, numbers.
         *     Of a trip or of what came in today, 2,000 photos are looked at, of a person the newest 40 of each year.
         */
        get: operations["one_summaries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tracks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Follow
         * @description Photos without a place get the one at which the track was when they were taken. Those that have a place keep
         *     it. Nothing of the track is kept but what becomes of the photos, which is one action.
         */
        post: operations["follow_tracks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Page
         * @description What was deleted last comes first.
         */
        get: operations["page_trash_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trash/empty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Empty
         * @description They are deleted for good, with all that derives from them. This cannot be undone.
         */
        post: operations["empty_trash_empty_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trash/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore
         * @description They are back where they were, with all that is known of them.
         */
        post: operations["restore_trash_restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trash/{id}/{rendition}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rendition
         * @description preview and thumbnail of a photo in the trash, as of any other.
         */
        get: operations["rendition_trash__id___rendition__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload
         * @description Stores one photo; the work on it follows by itself. What a guest of a link sends waits in the inbox of the
         *     link's owner: GET /photos?inbox=true.
         */
        post: operations["upload_upload_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** AcceptIn */
        AcceptIn: {
            /**
             * Keep
             * @description cookie: a browser keeps it, where no script can read it. body: an app keeps what is answered
             * @default cookie
             * @enum {string}
             */
            keep: "cookie" | "body";
            /**
             * Name
             * @example mara
             */
            name: string;
            /**
             * Password
             * Format: password
             */
            password: string;
            /**
             * Token
             * Format: password
             * @description What stands in the link
             */
            token: string;
        };
        /**
         * AccountChangeIn
         * @description Only what is sent is changed.
         */
        AccountChangeIn: {
            /** Quota */
            quota?: number | null;
            /** Role */
            role?: ("admin" | "member" | "guest") | null;
            /** State */
            state?: ("active" | "disabled") | null;
        };
        /** AccountOut */
        AccountOut: {
            /** Id */
            id: string;
            /**
             * Library
             * @description Whether they have a library of their own
             */
            library: boolean;
            /** Name */
            name: string;
            /**
             * Password
             * @description Whether they have a password
             */
            password: boolean;
            /**
             * Role
             * @enum {string}
             */
            role: "admin" | "member" | "guest";
            /**
             * Totp
             * @description Whether a second factor is asked for
             */
            totp: boolean;
        };
        /** AccountRowOut */
        AccountRowOut: {
            /** Created */
            created: string;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /**
             * Quota
             * @description Bytes that their originals may take; null: no limit
             */
            quota: number | null;
            /**
             * Role
             * @enum {string}
             */
            role: "admin" | "member" | "guest";
            /**
             * Seen
             * @description When they were here last, as far as they are still signed in
             */
            seen: string | null;
            /**
             * State
             * @description deleted: all that is theirs is just being removed
             * @enum {string}
             */
            state: "active" | "disabled" | "deleted";
            /**
             * Used
             * @description Bytes that they take
             */
            used: number;
        };
        /** AccountsOut */
        AccountsOut: {
            /** Accounts */
            accounts: components["schemas"]["AccountRowOut"][];
            /**
             * Next
             * @description Pass it as `after` for the next page; null on the last one
             */
            next: string | null;
        };
        /** ActionOut */
        ActionOut: {
            /**
             * At
             * @description An instant, UTC
             */
            at: string;
            /** By */
            by: string;
            /** Change */
            change: components["schemas"]["DeleteIn"] | components["schemas"]["RatingIn"] | components["schemas"]["FavouriteIn"] | components["schemas"]["ArchivedIn"] | components["schemas"]["TagsIn"] | components["schemas"]["ShiftIn"] | components["schemas"]["ZoneIn"] | components["schemas"]["DateIn"] | components["schemas"]["PlaceIn"] | components["schemas"]["TakeIn"] | components["schemas"]["CollectOut"] | components["schemas"]["FollowTrackOut"] | components["schemas"]["SayPersonOut"] | components["schemas"]["MergeOut"] | components["schemas"]["SplitOut"] | components["schemas"]["DenyOut"] | components["schemas"]["AssignOut"] | components["schemas"]["RejectOut"] | components["schemas"]["IgnoreOut"] | components["schemas"]["DrawOut"] | components["schemas"]["MoveOut"] | components["schemas"]["EraseOut"] | components["schemas"]["JoinOut"] | components["schemas"]["LeaveOut"] | components["schemas"]["AnswersOut"] | components["schemas"]["SayAlbumOut"] | components["schemas"]["DropAlbumOut"] | components["schemas"]["TakeProposalOut"] | components["schemas"]["SayOccasionOut"];
            /**
             * Count
             * @description Photos that it is about
             */
            count: number;
            /** Id */
            id: string;
            /**
             * Left
             * @description Photos that it did not reach, or not with all of it: gone, or changed since
             */
            left: number;
            /**
             * State
             * @enum {string}
             */
            state: "doing" | "done" | "undoing" | "undone";
            /**
             * Until
             * @description An instant, UTC, after which it cannot be undone; null: there is none
             */
            until?: string | null;
        };
        /** ActionsOut */
        ActionsOut: {
            /** Actions */
            actions: components["schemas"]["ActionOut"][];
            /**
             * Next
             * @description Pass it as `after` for the next page; null on the last one
             */
            next: string | null;
        };
        /** AddIn */
        AddIn: {
            /**
             * Digest
             * @description Of what was put in place
             * @example 3fa81b2c4d5e
             */
            digest: string;
            /** @description Of a model for the task place: that in which its vectors lie */
            space?: components["schemas"]["SpaceIn"] | null;
        };
        /**
         * AlbumChangeIn
         * @description Only what is named changes.
         * @example {
         *       "name": "Tuscany"
         *     }
         * @example {}
         * @example {
         *       "sort": "hand"
         *     }
         */
        AlbumChangeIn: {
            /**
             * Cover
             * @description One of its photos; null: the best
             */
            cover?: string | null;
            /** Description */
            description?: string | null;
            /** Name */
            name?: string | null;
            /** Off Timeline */
            off_timeline?: boolean | null;
            /**
             * Parent
             * @description The album that it stands in; null: in none
             */
            parent?: string | null;
            /** @description What it shows; null: it is filled by hand alone */
            query?: components["schemas"]["FilterIn"] | null;
            /** Sort */
            sort?: ("newest" | "oldest" | "hand") | null;
        };
        /** AlbumDoneOut */
        AlbumDoneOut: {
            /** @description By which it can be undone; null when nothing was to be done */
            action: components["schemas"]["ActionOut"] | null;
            /** @description As it is then; null when it is gone */
            album: components["schemas"]["AlbumOut"] | null;
        };
        /**
         * AlbumIn
         * @example {
         *       "name": "Tuscany"
         *     }
         * @example {
         *       "name": "Best of Italy",
         *       "query": {
         *         "place": [
         *           "Italy"
         *         ]
         *       }
         *     }
         */
        AlbumIn: {
            /**
             * Description
             * @default
             */
            description: string;
            /** Name */
            name: string;
            /**
             * Off Timeline
             * @default false
             */
            off_timeline: boolean;
            /**
             * Parent
             * @description The album that it stands in
             */
            parent?: string | null;
            /** @description It is smart: it shows what passes, as the parameters of /photos */
            query?: components["schemas"]["FilterIn"] | null;
            /**
             * Sort
             * @default newest
             * @enum {string}
             */
            sort: "newest" | "oldest" | "hand";
        };
        /** AlbumOut */
        AlbumOut: {
            /**
             * Count
             * @description Its photos, without archived ones; of a smart album null in lists, for they are counted when asked
             */
            count: number | null;
            /**
             * Cover
             * @description The photo to show: the one that was chosen, else the best
             */
            cover: string | null;
            /**
             * Created
             * @description An instant, UTC
             */
            created: string;
            /** Description */
            description: string;
            /** Id */
            id: string;
            /**
             * Name
             * @example Tuscany
             */
            name: string;
            /**
             * Off Timeline
             * @description Its photos stand in no timeline and on no map, unless they are asked for
             */
            off_timeline: boolean;
            /**
             * Parent
             * @description The album that it stands in; null, or one that is not there: in none
             */
            parent: string | null;
            /**
             * Query
             * @description Of a smart album: what it shows, as the parameters of /photos; null: it is filled by hand
             * @example {
             *       "place": [
             *         "Italy"
             *       ],
             *       "rating": 4
             *     }
             */
            query: {
                [key: string]: unknown;
            } | null;
            /**
             * Role
             * @description What you may do with another's; null: your own
             */
            role?: ("viewer" | "contributor" | "editor") | null;
            /**
             * Shared By
             * @description The name of whose it is; null: your own
             * @example Noor
             */
            shared_by?: string | null;
            /**
             * Sort
             * @description By when they were taken, or as they were laid by hand
             * @enum {string}
             */
            sort: "newest" | "oldest" | "hand";
        };
        /** AlbumProposalDetailOut */
        AlbumProposalDetailOut: {
            /**
             * Best
             * @description Ids of up to eight photos, in the order of their taking
             */
            best: string[];
            /**
             * Count
             * @description Photos that it would have
             */
            count: number;
            /**
             * Cover
             * @description The id of the photo to show
             */
            cover: string;
            /** Id */
            id: string;
            /**
             * Left Out
             * @description Photos that belong to it and were not chosen, and why
             */
            left_out: components["schemas"]["LeftOutOut"][];
            /**
             * Name
             * @description In the reader's language
             * @example Weekend in Arezzo, October 2008
             */
            name: string;
            /**
             * Photos
             * @description Ids; of a rule some of the newest
             */
            photos: string[];
            /**
             * Query
             * @description Of a rule, as the parameters of /photos
             * @example {
             *       "person": [
             *         "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"
             *       ]
             *     }
             */
            query: {
                [key: string]: unknown;
            } | null;
            /**
             * Rule
             * @description Photos that come later join it by themselves
             */
            rule: boolean;
            /**
             * Source
             * @description What it is about: an occasion, a person, two of them, a place, a theme
             * @enum {string}
             */
            source: "occasion" | "person" | "pair" | "place" | "theme";
            /**
             * State
             * @enum {string}
             */
            state: "open" | "taken" | "dismissed";
            /**
             * Why
             * @description In the reader's language
             * @example 24 photos of 2 days
             */
            why: string;
        };
        /** AlbumProposalOut */
        AlbumProposalOut: {
            /**
             * Best
             * @description Ids of up to eight photos, in the order of their taking
             */
            best: string[];
            /**
             * Count
             * @description Photos that it would have
             */
            count: number;
            /**
             * Cover
             * @description The id of the photo to show
             */
            cover: string;
            /** Id */
            id: string;
            /**
             * Name
             * @description In the reader's language
             * @example Weekend in Arezzo, October 2008
             */
            name: string;
            /**
             * Rule
             * @description Photos that come later join it by themselves
             */
            rule: boolean;
            /**
             * Source
             * @description What it is about: an occasion, a person, two of them, a place, a theme
             * @enum {string}
             */
            source: "occasion" | "person" | "pair" | "place" | "theme";
            /**
             * State
             * @enum {string}
             */
            state: "open" | "taken" | "dismissed";
            /**
             * Why
             * @description In the reader's language
             * @example 24 photos of 2 days
             */
            why: string;
        };
        /** AlbumProposalsOut */
        AlbumProposalsOut: {
            /**
             * Next
             * @description Pass it as `after` for the next page; null on the last one
             */
            next: string | null;
            /** Proposals */
            proposals: components["schemas"]["AlbumProposalOut"][];
        };
        /**
         * AlbumsOut
         * @example {
         *       "albums": [
         *         {
         *           "count": 214,
         *           "cover": "019aa3c1-2b7c-7a90-8f3e-5d1c0b9a8f77",
         *           "created": "2026-11-30T18:00:00.000000Z",
         *           "description": "Two weeks near Arezzo.",
         *           "id": "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11",
         *           "name": "Tuscany",
         *           "off_timeline": false,
         *           "sort": "newest"
         *         }
         *       ]
         *     }
         */
        AlbumsOut: {
            /** Albums */
            albums: components["schemas"]["AlbumOut"][];
            /**
             * Next
             * @description Pass it as `after` for the next page; null on the last one
             */
            next: string | null;
        };
        /**
         * AlikeOut
         * @description The most alike first; 20 people and 50 photos at most.
         * @example {
         *       "faces": 1,
         *       "people": [
         *         {
         *           "birth_date": "2015-03-02",
         *           "consent": false,
         *           "cover": "019aa3c1-2b7c-7a90-8f3e-5d1c0b9a8f77",
         *           "hidden": false,
         *           "id": "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11",
         *           "likeness": 0.61,
         *           "name": "Anna",
         *           "photos": 214,
         *           "same": true
         *         }
         *       ],
         *       "photos": []
         *     }
         */
        AlikeOut: {
            /**
             * Faces
             * @description How many were found on what was shown; each was searched by
             * @example 1
             */
            faces: number;
            /** People */
            people: components["schemas"]["LikePersonOut"][];
            /** Photos */
            photos: components["schemas"]["LikePhotoOut"][];
        };
        /** AnswerIn */
        AnswerIn: {
            /**
             * Group
             * @description Without a name, as a suggestion tells it
             */
            group: string;
            /** Person */
            person: string;
            /**
             * Same
             * @description Whether the group is that person
             */
            same: boolean;
        };
        /**
         * AnsweredOut
         * @description `person`: who the group is, where that was said; the group as it is then, where it is not them.
         */
        AnsweredOut: {
            /** Group */
            group: string;
            person: components["schemas"]["PersonOut"] | null;
            /**
             * Photos
             * @description That the answer is about
             */
            photos: number;
        };
        /** AnswersDoneOut */
        AnswersDoneOut: {
            /** @description By which all are undone; null when nothing was to be done */
            action: components["schemas"]["ActionOut"] | null;
            /** Answers */
            answers: components["schemas"]["AnsweredOut"][];
        };
        /**
         * AnswersIn
         * @example {
         *       "answers": [
         *         {
         *           "group": "019aa3c0-8b11-7aa0",
         *           "person": "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11",
         *           "same": true
         *         }
         *       ]
         *     }
         */
        AnswersIn: {
            /** Answers */
            answers: components["schemas"]["AnswerIn"][];
        };
        /** AnswersOut */
        AnswersOut: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "answers";
            /** No */
            no: string[];
            /** Yes */
            yes: string[];
        };
        /** ArchivedIn */
        ArchivedIn: {
            /** Archived */
            archived: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "archived";
        };
        /** AskedOut */
        AskedOut: {
            /**
             * Options
             * @description What the device is asked, as PublicKeyCredential.parseCreationOptionsFromJSON or parseRequestOptionsFromJSON take it
             */
            options: {
                [key: string]: unknown;
            };
            /**
             * Ticket
             * @description To send with the answer, within five minutes; it works once
             */
            ticket: string;
        };
        /**
         * AssignIn
         * @description To somebody there is, by id; or by a name, to who has it, or else to somebody new.
         * @example {
         *       "person": "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"
         *     }
         * @example {
         *       "name": "Anna"
         *     }
         */
        AssignIn: {
            /**
             * Name
             * @default
             */
            name: string;
            /** Person */
            person?: string | null;
        };
        /** AssignOut */
        AssignOut: {
            /** Face */
            face: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "assign";
            /** Person */
            person: string;
        };
        /** AuthOut */
        AuthOut: {
            /**
             * Access Ends
             * @description When the access token that was sent ends
             */
            access_ends: string | null;
            /** @description Of who asks */
            account: components["schemas"]["AccountOut"] | null;
            /**
             * Accounts
             * @description Whether there are accounts, so that everybody signs in
             */
            accounts: boolean;
            /**
             * First
             * @description How who asks can make the first account: as they are, with HELIOGRAPH_TOKEN, or not; null once there is one
             */
            first: ("here" | "token" | "elsewhere") | null;
            /**
             * Passkeys
             * @description Whether a browser can sign in with a passkey at this address
             */
            passkeys: boolean;
            /**
             * Plain Http Allowed
             * @description Whether one may sign in all the same
             */
            plain_http_allowed: boolean;
            /**
             * Proven
             * @description Whether who asks has shown a password or factor in the last minutes
             */
            proven: boolean;
            /**
             * Provider
             * @description What the provider is called that one can sign in with, at GET /auth/oidc; null: none
             */
            provider: string | null;
            /**
             * Secure
             * @description Whether nobody can listen on the way
             */
            secure: boolean;
        };
        /** AwayOut */
        AwayOut: {
            /**
             * Url
             * @description Where the browser goes now; it comes back by itself
             */
            url: string;
        };
        /** CameraClockOut */
        CameraClockOut: {
            /**
             * Ahead
             * @description Seconds by which its clock was ahead of the track; negative: behind
             */
            ahead: number;
            /**
             * Camera
             * @description Its name; "" for photos that do not tell
             */
            camera: string;
            /**
             * Evidence
             * @description What says so: you; photos that know their place; that only so many whole hours bring its photos into the track, as when a clock was left in another zone; or nothing, and it is taken to be right
             * @enum {string}
             */
            evidence: "said" | "positions" | "hours" | "assumed";
            /**
             * Photos
             * @description Photos of it that get a place
             */
            photos: number;
        };
        /** CameraOut */
        CameraOut: {
            /**
             * Aperture
             * @description f-number
             */
            aperture?: number | null;
            /**
             * Exposure
             * @description seconds
             * @example 1/250
             */
            exposure?: string | null;
            /** Flash */
            flash?: boolean | null;
            /**
             * Focal Length
             * @description mm
             */
            focal_length?: number | null;
            /**
             * Focal Length 35Mm
             * @description mm, as on 35 mm film
             */
            focal_length_35mm?: number | null;
            /** Iso */
            iso?: number | null;
            /** Lens */
            lens?: string | null;
            /**
             * Make
             * @example Canon
             */
            make?: string | null;
            /**
             * Model
             * @example Canon EOS 40D
             */
            model?: string | null;
        };
        /** CaptionOut */
        CaptionOut: {
            /**
             * Language
             * @description Of the text, where that is known
             * @example de
             */
            language?: string | null;
            /** Source */
            source: string;
            /**
             * Text
             * @description In the reader's language, unless somebody wrote it
             * @example Ein Hund am Strand.
             */
            text: string;
        };
        /**
         * ChipOut
         * @description A part of the question that was understood.
         */
        ChipOut: {
            /**
             * Kind
             * @description date, place, camera, person, age, phrase ...; "spelling": the words were read as the label; "unused": nothing was found by them, so that they did not count; "no_birth_date": one was asked for at an age, and their date of birth is not known
             * @example date
             */
            kind: string;
            /**
             * Label
             * @description In the reader's language, where that has a word for it
             * @example Summer 2023
             */
            label: string;
            /**
             * Rest
             * @description The question without it: searching for that takes the chip away
             */
            rest: string;
            /**
             * Soft
             * @description Photos that have it come sooner, others are shown too
             * @default false
             */
            soft: boolean;
            /**
             * Sure
             * @description Share of its photos that are what it says, where something may be overlooked
             * @default 1
             */
            sure: number;
            /**
             * Words
             * @description As typed
             * @example in the summer of 2023
             */
            words: string;
        };
        /** ChoiceOut */
        ChoiceOut: {
            /**
             * Id
             * @example Arezzo/Tuscany/Italy
             */
            id: string;
            /**
             * Label
             * @description In the reader's language
             * @example Arezzo, Tuscany, Italy
             */
            label: string;
        };
        /**
         * CircleChangeIn
         * @description Only what is sent is changed.
         * @example {
         *       "name": "Family"
         *     }
         */
        CircleChangeIn: {
            /** Members */
            members?: string[] | null;
            /** Name */
            name?: string | null;
        };
        /**
         * CircleIn
         * @example {
         *       "members": [],
         *       "name": "Family"
         *     }
         */
        CircleIn: {
            /**
             * Members
             * @description Ids of accounts
             * @default []
             */
            members: string[];
            /** Name */
            name: string;
        };
        /** CircleOut */
        CircleOut: {
            /** Id */
            id: string;
            /** Members */
            members: components["schemas"]["NamedOut"][];
            /**
             * Name
             * @example Family
             */
            name: string;
        };
        /** CirclesOut */
        CirclesOut: {
            /** Circles */
            circles: components["schemas"]["CircleOut"][];
        };
        /** CodeIn */
        CodeIn: {
            /**
             * Code
             * @example 123456
             */
            code: string;
        };
        /**
         * CollectIn
         * @description Into an album, or out of it. What is taken out of a smart album stays out.
         */
        CollectIn: {
            /** Add */
            add: boolean;
            /**
             * Album
             * @description Its id
             */
            album: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "album";
        };
        /**
         * CollectManyIn
         * @description These photos, or those that pass the query.
         * @example {
         *       "ids": [
         *         "019aa3c1-2b7c-7a90-8f3e-5d1c0b9a8f77"
         *       ]
         *     }
         * @example {
         *       "query": {
         *         "rating": 5
         *       }
         *     }
         */
        CollectManyIn: {
            /** Ids */
            ids?: string[] | null;
            /** @description As the parameters of /photos */
            query?: components["schemas"]["FilterIn"] | null;
        };
        /** CollectOut */
        CollectOut: {
            /** Add */
            add: boolean;
            /**
             * Album
             * @description Its id
             */
            album: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "album";
            /**
             * Smart
             * @description The album has a query
             * @default false
             */
            smart: boolean;
        };
        /** CollectedOut */
        CollectedOut: {
            /** @description By which it can be undone; null when nothing was done */
            action: components["schemas"]["ActionOut"] | null;
            /**
             * Count
             * @description Photos that changed
             */
            count: number;
            /**
             * Missing
             * @description Ids that are not in the library
             */
            missing: number;
            /**
             * Same
             * @description Photos that were so already
             */
            same: number;
        };
        /** ColourOut */
        ColourOut: {
            /**
             * Hex
             * @example #b5651d
             */
            hex: string;
            /**
             * Name
             * @example brown
             */
            name: string;
            /**
             * Share
             * @description Of the photo, 0 to 1
             */
            share: number;
        };
        /** CompositionOut */
        CompositionOut: {
            /**
             * Evidence
             * @description What can be drawn to show it
             * @default []
             */
            evidence: components["schemas"]["ShapeOut"][];
            /**
             * Name
             * @example rule_of_thirds
             */
            name: string;
            /**
             * Named
             * @description Whether the score is enough to say so
             */
            named: boolean;
            /** Score */
            score: number;
        };
        /** DateIn */
        DateIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "date";
            /**
             * Taken At
             * @description ISO 8601: the time where it was taken, with or without an offset. Less where less is known: a day, a month, a year
             * @example 2019-07-04T15:30:00
             */
            taken_at: string;
        };
        /** DayOut */
        DayOut: {
            /**
             * Best
             * @description Ids of up to eight photos, good and varied, in the order of their taking
             */
            best: string[];
            /**
             * Count
             * @description How many photos are of that day, archived ones not counted
             */
            count: number;
            /**
             * Cover
             * @description The id of the best of them; empty where none can be seen
             */
            cover: string;
            /**
             * Dated
             * @description How many tell when they were taken: all of them, for the others are of no day
             */
            dated?: number | null;
            /**
             * Day
             * @description A local date
             * @example 2023-07-14
             */
            day: string;
            /**
             * First
             * @description Local time of the first, where that of every photo is known
             * @example 16:28
             */
            first: string;
            /**
             * Last
             * @description And of the last
             * @example 17:00
             */
            last: string;
            /**
             * Places
             * @description Most photos first
             */
            places: string[];
            /**
             * Summary
             * @description In the reader's language
             * @example Twelve photos in Arezzo, Italy, from 16:28 to 17:00.
             */
            summary: string;
            /**
             * Things
             * @description What is seen on most of them
             * @example [
             *       "tree",
             *       "statue"
             *     ]
             */
            things: string[];
        };
        /** DaysOut */
        DaysOut: {
            /** Days */
            days: components["schemas"]["DayOut"][];
            /**
             * Next
             * @description Pass it as `after` for the next page; null on the last one
             */
            next: string | null;
        };
        /**
         * DeleteIn
         * @description They are gone at once, lie in the trash for some days, and can be had back from there.
         */
        DeleteIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "delete";
        };
        /** DemonstrationOut */
        DemonstrationOut: {
            /** Pictures */
            pictures: components["schemas"]["PictureOut"][];
        };
        /** DenyIn */
        DenyIn: {
            /**
             * Person
             * @description Whose these faces are not
             */
            person: string;
        };
        /** DenyOut */
        DenyOut: {
            /** Group */
            group: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "deny";
            /** Person */
            person: string;
        };
        /**
         * DescribedOut
         * @description What an endpoint said that is said nowhere else, and what it was sent for that.
         */
        DescribedOut: {
            /**
             * Compositions
             * @description Likewise
             */
            compositions: string[];
            /**
             * Moods
             * @description Nobody has counted how often it is right: photos are not found by them
             */
            moods: string[];
            /**
             * Objects
             * @example [
             *       "dog",
             *       "bench"
             *     ]
             */
            objects: string[];
            sent: components["schemas"]["SentOut"];
        };
        /**
         * DoneOut
         * @description What was done, and the person that it is about as they are then; null where nothing is left of them.
         */
        DoneOut: {
            /** @description By which it can be undone; null when nothing was to be done */
            action: components["schemas"]["ActionOut"] | null;
            person: components["schemas"]["PersonOut"] | null;
        };
        /** DownloadIn */
        DownloadIn: {
            /** Ids */
            ids: string[];
        };
        /**
         * DrawIn
         * @description Whose it is may be left open, or said: by id, or by a name.
         * @example {
         *       "box": [
         *         0.41,
         *         0.22,
         *         0.53,
         *         0.41
         *       ],
         *       "name": "Anna"
         *     }
         */
        DrawIn: {
            /**
             * Box
             * @description Left, top, right, bottom: shares of the upright photo
             * @example [
             *       0.41,
             *       0.22,
             *       0.53,
             *       0.41
             *     ]
             */
            box: [
                number,
                number,
                number,
                number
            ];
            /**
             * Name
             * @default
             */
            name: string;
            /** Person */
            person?: string | null;
        };
        /** DrawOut */
        DrawOut: {
            /** Face */
            face: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "draw";
            /**
             * Person
             * @default
             */
            person: string;
            /** Photo */
            photo: string;
        };
        /** DropAlbumOut */
        DropAlbumOut: {
            /** Album */
            album: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "album_deleted";
            /** Name */
            name: string;
        };
        /**
         * EditIn
         * @description Only what is named changes; null takes back what the owner said before. Tags are added to and removed from
         *     those that stand.
         * @example {
         *       "favourite": true,
         *       "rating": 4,
         *       "tags_added": [
         *         "holiday"
         *       ]
         *     }
         */
        EditIn: {
            /**
             * Archived
             * @description Archived photos are on no page unless asked for
             */
            archived?: boolean | null;
            /** Description */
            description?: string | null;
            /** Favourite */
            favourite?: boolean | null;
            /** @description The place's names follow */
            location?: components["schemas"]["LocationIn"] | null;
            /**
             * Rating
             * @description Stars
             */
            rating?: number | null;
            /** Tags Added */
            tags_added?: string[] | null;
            /** Tags Removed */
            tags_removed?: string[] | null;
            /** Taken At */
            taken_at?: string | null;
            /**
             * Title
             * @description Empty: it shall have none
             */
            title?: string | null;
            /**
             * Zone
             * @description In which the time was meant: the clock stays, the instant moves
             */
            zone?: string | null;
        };
        /**
         * EditManyIn
         * @description These photos, or those that pass the filter.
         * @example {
         *       "change": {
         *         "kind": "shift",
         *         "seconds": 3600
         *       },
         *       "dry_run": true,
         *       "filter": {
         *         "camera": "Canon EOS 40D"
         *       }
         *     }
         */
        EditManyIn: {
            /** Change */
            change: components["schemas"]["DeleteIn"] | components["schemas"]["RatingIn"] | components["schemas"]["FavouriteIn"] | components["schemas"]["ArchivedIn"] | components["schemas"]["TagsIn"] | components["schemas"]["ShiftIn"] | components["schemas"]["ZoneIn"] | components["schemas"]["DateIn"] | components["schemas"]["PlaceIn"] | components["schemas"]["TakeIn"] | components["schemas"]["CollectIn"];
            /**
             * Dry Run
             * @description Only say what would change
             * @default false
             */
            dry_run: boolean;
            /** @description As the parameters of /photos */
            filter?: components["schemas"]["FilterIn"] | null;
            /** Ids */
            ids?: string[] | null;
        };
        /** EditManyOut */
        EditManyOut: {
            /** @description By which it can be undone; null when nothing was done */
            action: components["schemas"]["ActionOut"] | null;
            /**
             * Count
             * @description Photos that change
             */
            count: number;
            /**
             * Missing
             * @description Ids that are not in the library
             */
            missing: number;
            /**
             * Same
             * @description Photos that are so already, or of which it cannot be said
             */
            same: number;
            /**
             * Sample
             * @description Some of those that change; only in a dry run
             */
            sample: components["schemas"]["SampleOut"][];
        };
        /** EnterIn */
        EnterIn: {
            /**
             * Answer
             * @description What the device answered: PublicKeyCredential.toJSON()
             */
            answer: {
                [key: string]: unknown;
            };
            /**
             * Keep
             * @description cookie: a browser keeps it, where no script can read it. body: an app keeps what is answered
             * @default cookie
             * @enum {string}
             */
            keep: "cookie" | "body";
            /**
             * Ticket
             * @description That of the question, which POST /auth/passkey/begin tells
             */
            ticket: string;
        };
        /** EntriesOut */
        EntriesOut: {
            /** Entries */
            entries: components["schemas"]["EntryOut"][];
            /**
             * Next
             * @description Pass it as `after` for the next page; null on the last one
             */
            next: string | null;
        };
        /** EntryOut */
        EntryOut: {
            /**
             * About
             * @description The id of what it was done to
             */
            about: string;
            /**
             * Account
             * @description The id of the account that did it; empty where none did, or none is known
             */
            account: string;
            /** Address */
            address: string;
            /**
             * At
             * @description An instant, UTC
             */
            at: string;
            /** Detail */
            detail: {
                [key: string]: unknown;
            };
            /** Id */
            id: string;
            /**
             * Name
             * @description What it was called then
             */
            name: string;
            /**
             * What
             * @example sign_in
             */
            what: string;
        };
        /** EraseOut */
        EraseOut: {
            /** Face */
            face: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "erase";
            /** Photo */
            photo: string;
        };
        /** FaceDoneOut */
        FaceDoneOut: {
            /** @description By which it can be undone; null when nothing was to be done */
            action: components["schemas"]["ActionOut"] | null;
            /** @description As it is then; null where it was drawn, and is gone */
            face: components["schemas"]["FaceOut"] | null;
        };
        /** FaceOut */
        FaceOut: {
            /**
             * Box
             * @description Left, top, right, bottom: shares of the upright photo
             * @example [
             *       0.41,
             *       0.22,
             *       0.53,
             *       0.41
             *     ]
             */
            box: number[];
            /**
             * Confidence
             * @description How sure it is that this is a face, 0 to 1
             */
            confidence: number;
            /**
             * Confirmed
             * @description Whether the owner says so
             * @default false
             */
            confirmed: boolean;
            /**
             * Drawn
             * @description The owner drew it, and no machine found it
             * @default false
             */
            drawn: boolean;
            /**
             * Id
             * @example 019aa3c0-7a3e-7c11-b1f0-2a4f3c1f2b11
             */
            id: string;
            /**
             * Ignored
             * @description The owner says that it is nobody's, or no face
             * @default false
             */
            ignored: boolean;
            /**
             * Name
             * @description That person's, where it has one
             */
            name?: string | null;
            /**
             * Person
             * @description The id of the person it is, where that is known
             */
            person?: string | null;
        };
        /**
         * FacelessOut
         * @description Somebody of whom the owner says that they are on the photo, though their face is not.
         */
        FacelessOut: {
            /**
             * Name
             * @example Anna
             */
            name?: string | null;
            /**
             * Person
             * @description Empty for others than its owner
             * @example 019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11
             */
            person: string;
        };
        /** FacetOut */
        FacetOut: {
            /** Count */
            count: number;
            /**
             * Label
             * @description In the reader's language, where that has another word for it
             * @example Katze
             */
            label?: string | null;
            /**
             * Name
             * @description What filters ask for
             * @example cat
             */
            name: string;
        };
        /**
         * FacetsOut
         * @description Each most first. Archived photos are not counted, for they are on no page unless asked for.
         */
        FacetsOut: {
            /** Albums */
            albums: components["schemas"]["LabelledFacetOut"][];
            /** Cameras */
            cameras: components["schemas"]["FacetOut"][];
            /** Colours */
            colours: components["schemas"]["FacetOut"][];
            /** Compositions */
            compositions: components["schemas"]["FacetOut"][];
            /** Kinds */
            kinds: components["schemas"]["FacetOut"][];
            /** Lights */
            lights: components["schemas"]["FacetOut"][];
            /** Moods */
            moods: components["schemas"]["FacetOut"][];
            /** Objects */
            objects: components["schemas"]["FacetOut"][];
            /** Occasions */
            occasions: components["schemas"]["LabelledFacetOut"][];
            /** People */
            people: components["schemas"]["LabelledFacetOut"][];
            /** Places */
            places: components["schemas"]["FacetOut"][];
            /** Seasons */
            seasons: components["schemas"]["FacetOut"][];
            /** Tags */
            tags: components["schemas"]["FacetOut"][];
            /** Times Of Day */
            times_of_day: components["schemas"]["FacetOut"][];
        };
        /** FavouriteIn */
        FavouriteIn: {
            /** Favourite */
            favourite: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "favourite";
        };
        /** FilterIn */
        FilterIn: {
            /**
             * Album
             * @description All of these albums, by id
             * @default []
             * @example [
             *       "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"
             *     ]
             */
            album: string[];
            /**
             * Archived
             * @description Archived ones, or both
             * @default false
             * @enum {string}
             */
            archived: "false" | "true" | "any";
            /**
             * Box
             * @description A box is west,south,east,north in degrees, as 9.5,46.3,17.2,49.1. West may be greater than east: such a box crosses the antimeridian.
             * @example 9.5,46.3,17.2,49.1
             */
            box?: string | null;
            /**
             * Camera
             * @example Canon EOS 40D
             */
            camera?: string | null;
            /**
             * Colour
             * @description All of these colours
             * @default []
             * @example [
             *       "red"
             *     ]
             */
            colour: string[];
            /**
             * Composition
             * @description All of these
             * @default []
             * @example [
             *       "leading_lines"
             *     ]
             */
            composition: string[];
            /** Favourite */
            favourite?: boolean | null;
            /**
             * From
             * @description First day on which they were taken; undated photos were on none
             * @example 2023-06-01
             */
            from?: string | null;
            /**
             * Inbox
             * @description Sent in by guests of a link, and not taken yet; they stand in no other list
             */
            inbox?: boolean | null;
            /**
             * Kind
             * @description photograph, screenshot, document, drawing
             */
            kind?: string | null;
            /**
             * Light
             * @description All of these lights
             * @default []
             * @example [
             *       "golden hour"
             *     ]
             */
            light: string[];
            /**
             * Month
             * @description Standing there in the timeline, as /photos/months counts them: undated ones too
             * @example 2023-07
             */
            month?: string | null;
            /**
             * Mood
             * @description All of these moods
             * @default []
             * @example [
             *       "calm"
             *     ]
             */
            mood: string[];
            /**
             * Object
             * @description All of these things, seen with their places, surely there
             * @default []
             * @example [
             *       "dog"
             *     ]
             */
            object: string[];
            /**
             * Occasion
             * @description All of these occasions, by id
             * @default []
             * @example [
             *       "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"
             *     ]
             */
            occasion: string[];
            /**
             * People Count
             * @description Faces on them: a number, or those from one to another, as 2.., ..4 and 2..4
             * @example 2
             */
            people_count?: string | null;
            /**
             * Person
             * @description All of these people, by id
             * @default []
             * @example [
             *       "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"
             *     ]
             */
            person: string[];
            /**
             * Place
             * @description All of these: city, region or country
             * @default []
             * @example [
             *       "Italy"
             *     ]
             */
            place: string[];
            /**
             * Rating
             * @description At least so many stars
             */
            rating?: number | null;
            /**
             * Season
             * @example summer
             */
            season?: string | null;
            /**
             * Sent By
             * @description Sent in by a guest of a link who gave this name
             * @example Aunt Ida
             */
            sent_by?: string | null;
            /**
             * Several
             * @description At least two of each of these
             * @default []
             * @example [
             *       "dog"
             *     ]
             */
            several: string[];
            /**
             * Tag
             * @description All of these tags
             * @default []
             * @example [
             *       "cat"
             *     ]
             */
            tag: string[];
            /**
             * Time Of Day
             * @example evening
             */
            time_of_day?: string | null;
            /**
             * To
             * @description Last day, inclusive
             * @example 2023-08-31
             */
            to?: string | null;
            /**
             * Trouble
             * @description A stage and how it went: stage:failed or stage:skipped; or original:damaged
             */
            trouble?: string | null;
            /**
             * Without Album
             * @description None of these albums, by id
             * @default []
             */
            without_album: string[];
            /**
             * Without Object
             * @description None of these things, seen with their places, surely there
             * @default []
             */
            without_object: string[];
            /**
             * Without Occasion
             * @description None of these occasions, by id
             * @default []
             */
            without_occasion: string[];
            /**
             * Without Person
             * @description None of these people, by id
             * @default []
             */
            without_person: string[];
            /**
             * Without Tag
             * @description None of these tags
             * @default []
             */
            without_tag: string[];
        };
        /** FirstIn */
        FirstIn: {
            /**
             * Keep
             * @description cookie: a browser keeps it, where no script can read it. body: an app keeps what is answered
             * @default cookie
             * @enum {string}
             */
            keep: "cookie" | "body";
            /**
             * Name
             * @example mara
             */
            name: string;
            /**
             * Password
             * Format: password
             */
            password: string;
            /**
             * Token
             * @description HELIOGRAPH_TOKEN, where it is set and was not sent as a bearer
             */
            token?: string | null;
        };
        /**
         * FollowTrackOut
         * @description Photos without a place are given that where a track was when they were taken.
         */
        FollowTrackOut: {
            /**
             * First
             * @description An instant, UTC: its first point
             */
            first: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "track";
            /** Last */
            last: string;
            /** Points */
            points: number;
        };
        /**
         * FromTrashIn
         * @description These photos, or all that lie there.
         * @example {
         *       "ids": [
         *         "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"
         *       ]
         *     }
         */
        FromTrashIn: {
            /**
             * All
             * @default false
             */
            all: boolean;
            /**
             * Ids
             * @default []
             */
            ids: string[];
        };
        /** FromTrashOut */
        FromTrashOut: {
            /**
             * Count
             * @description Photos that this was done to
             */
            count: number;
            /**
             * Missing
             * @description Ids that are not in the trash
             */
            missing: number;
            /**
             * More
             * @description All were asked for, and more than 10,000 lay there: ask again for the rest
             */
            more: boolean;
        };
        /** GivenOut */
        GivenOut: {
            /**
             * Album
             * @description The album's id
             */
            album: string | null;
            /**
             * By
             * @description What whose it is is called
             * @example Noor
             */
            by: string;
            /**
             * Count
             * @description Photos
             */
            count: number;
            /**
             * Cover
             * @description A photo of it to show
             */
            cover: string | null;
            /** Created */
            created: string;
            /** Download */
            download: boolean;
            /** Expires */
            expires: string | null;
            /** Id */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "album" | "photos" | "library";
            /**
             * Name
             * @description The album's name; empty of all else
             */
            name: string;
            /** Offered */
            offered: boolean;
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "contributor" | "editor";
            /** Tells */
            tells: ("place" | "camera" | "people")[];
            /**
             * Timeline
             * @description It stands in your timeline and search
             */
            timeline: boolean;
        };
        /** GivenPageOut */
        GivenPageOut: {
            /**
             * Next
             * @description Pass it as `after` for the next page; null on the last one
             */
            next: string | null;
            /** Shares */
            shares: components["schemas"]["GivenOut"][];
        };
        /** GroupOut */
        GroupOut: {
            /**
             * Because
             * @description The reasons by name, for programs
             * @default []
             * @example [
             *       "pixels"
             *     ]
             */
            because: string[];
            /**
             * Best
             * @description The id of the one to keep
             */
            best: string;
            /** Id */
            id: string;
            /**
             * Kind
             * @description duplicates: one picture, recompressed, resized, cropped or toned. burst: seconds apart. similar: much alike, taken at another time
             * @enum {string}
             */
            kind: "duplicates" | "burst" | "similar";
            /**
             * Photos
             * @description Ids, in the order of their taking
             */
            photos: string[];
            /**
             * Reasons
             * @example [
             *       "It is the largest: 4032 x 3024 pixels."
             *     ]
             */
            reasons: string[];
            /**
             * State
             * @enum {string}
             */
            state: "open" | "accepted" | "dismissed";
        };
        /** GroupsOut */
        GroupsOut: {
            /** Groups */
            groups: components["schemas"]["GroupOut"][];
            /**
             * Next
             * @description Pass it as `after` for the next page; null on the last one
             */
            next: string | null;
        };
        /** HTTPValidationError */
        HTTPValidationError: {
            /** Detail */
            detail?: components["schemas"]["ValidationError"][];
        };
        /** HitOut */
        HitOut: {
            photo: components["schemas"]["PhotoOut"];
            /** Score */
            score: number;
            /**
             * Why
             * @example [
             *       {
             *         "kind": "date",
             *         "label": "Summer 2023",
             *         "value": "2023-07-14"
             *       },
             *       {
             *         "kind": "looks",
             *         "score": 0.52
             *       }
             *     ]
             */
            why: {
                [key: string]: unknown;
            }[];
        };
        /** HitsOut */
        HitsOut: {
            /**
             * Hits
             * @description Best first; few or none when nothing fits
             */
            hits: components["schemas"]["HitOut"][];
        };
        /** IgnoreOut */
        IgnoreOut: {
            /** Face */
            face: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "ignore";
        };
        /**
         * InAlbumOut
         * @description An album that a photo was put into.
         */
        InAlbumOut: {
            /** Id */
            id: string;
            /**
             * Name
             * @example Tuscany
             */
            name: string;
        };
        /** InvitationIn */
        InvitationIn: {
            /**
             * Days
             * @description After which the link works no more
             * @default 7
             */
            days: number;
            /** Quota */
            quota?: number | null;
            /**
             * Role
             * @description admin: runs the installation as well; member: has a library; guest: only looks
             * @enum {string}
             */
            role: "admin" | "member" | "guest";
        };
        /** InvitationLookIn */
        InvitationLookIn: {
            /**
             * Token
             * Format: password
             * @description What stands in the link
             */
            token: string;
        };
        /** InvitationLookOut */
        InvitationLookOut: {
            /**
             * By
             * @description The name of who sent it
             */
            by: string;
            /** Expires */
            expires: string;
            /**
             * Role
             * @enum {string}
             */
            role: "admin" | "member" | "guest";
        };
        /** InvitationOut */
        InvitationOut: {
            /**
             * By
             * @description The id of the account that made it
             */
            by: string;
            /** Created */
            created: string;
            /** Expires */
            expires: string;
            /** Id */
            id: string;
            /** Quota */
            quota: number | null;
            /**
             * Role
             * @enum {string}
             */
            role: "admin" | "member" | "guest";
        };
        /** InvitationsOut */
        InvitationsOut: {
            /** Invitations */
            invitations: components["schemas"]["InvitationOut"][];
        };
        /**
         * JoinOut
         * @description Somebody was said to be on a photo without a face.
         */
        JoinOut: {
            /** Face */
            face: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "join";
            /** Person */
            person: string;
            /** Photo */
            photo: string;
        };
        /** KeyChangeIn */
        KeyChangeIn: {
            /** Name */
            name?: string | null;
            /** Scopes */
            scopes?: ("see" | "add" | "change" | "remove" | "manage")[] | null;
        };
        /** KeyIn */
        KeyIn: {
            /**
             * Expires
             * @description null: it has no end
             */
            expires?: string | null;
            /**
             * Name
             * @example backup of the phone
             */
            name: string;
            /**
             * Scopes
             * @description see: look at photos; add: upload; change: edit; remove: delete; manage: what who runs the installation may do, for an admin's key
             */
            scopes: ("see" | "add" | "change" | "remove" | "manage")[];
        };
        /** KeyOut */
        KeyOut: {
            /** Created */
            created: string;
            /** Expires */
            expires: string | null;
            /**
             * Id
             * @description `token`: HELIOGRAPH_TOKEN
             */
            id: string;
            /** Name */
            name: string;
            /** Scopes */
            scopes: ("see" | "add" | "change" | "remove" | "manage")[];
            /**
             * Used
             * @description When it was used last, to the minute; null: never yet
             */
            used: string | null;
        };
        /** KeysOut */
        KeysOut: {
            /** Keys */
            keys: components["schemas"]["KeyOut"][];
        };
        /** KnownIn */
        KnownIn: {
            /** Sha256 */
            sha256: string[];
        };
        /** KnownOut */
        KnownOut: {
            /**
             * Deleted
             * @description sha256 of those that were deleted, where this library does not take such back unasked: they need not travel
             */
            deleted: string[];
            /**
             * Known
             * @description sha256 -> photo id, for those that are here already, and whole
             */
            known: {
                [key: string]: string;
            };
        };
        /** LabelledFacetOut */
        LabelledFacetOut: {
            /** Count */
            count: number;
            /**
             * Id
             * @description What filters ask for
             */
            id: string;
            /**
             * Name
             * @example Anna
             */
            name: string;
        };
        /** LeaveOut */
        LeaveOut: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "leave";
            /** Person */
            person: string;
            /** Photo */
            photo: string;
        };
        /** LeftOut */
        LeftOut: {
            /**
             * Provider
             * @description Where the browser signs out at the provider, too
             */
            provider: string;
        };
        /** LeftOutOut */
        LeftOutOut: {
            /**
             * Photo
             * @description Its id
             */
            photo: string;
            /**
             * Why
             * @description screenshot, document: it shows nothing of it; copy, burst: another of the same is among the photos; blurred: there are better ones from those minutes; many: an album is made of so many at once
             * @enum {string}
             */
            why: "screenshot" | "document" | "copy" | "burst" | "blurred" | "many";
        };
        /** LessIn */
        LessIn: {
            /**
             * Of
             * @description kind: no memories like it; person: none with this person; day: none of the three days before and after. Left out: of the person or the day that it is about
             */
            of?: ("kind" | "person" | "day") | null;
        };
        /** LessOut */
        LessOut: {
            /**
             * Day
             * @description And those around it
             * @example 2019-11-30
             */
            day?: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "on-this-day" | "this-week" | "years" | "then-and-now";
            /**
             * Memory
             * @description POST /memories/{memory}/more takes it back
             * @example years:019aa3c0
             */
            memory: string;
            /**
             * Name
             * @description The person's
             * @example Anna
             */
            name?: string | null;
            /**
             * Of
             * @description To be sent with it
             * @enum {string}
             */
            of: "kind" | "person" | "day";
        };
        /**
         * LibraryIn
         * @description Only what is named changes.
         * @example {
         *       "remember_deleted": true
         *     }
         */
        LibraryIn: {
            /**
             * Faces
             * @description Switched off, all that was found of faces and said of people in this library goes for good; switched on, its photos are looked at again
             */
            faces?: boolean | null;
            /**
             * Remember Deleted
             * @description Switched off, what was remembered is forgotten
             */
            remember_deleted?: boolean | null;
        };
        /** LibraryOut */
        LibraryOut: {
            /**
             * Faces
             * @description Faces are looked for, and compared
             */
            faces: boolean;
            /**
             * Remember Deleted
             * @description Files that were deleted for good are not taken again unasked
             */
            remember_deleted: boolean;
            /**
             * Walked
             * @description Photos gone through so far since that was switched off or on; null: it is done with all
             */
            walked: number | null;
        };
        /** LightOut */
        LightOut: {
            /**
             * Names
             * @default []
             * @example [
             *       "golden hour"
             *     ]
             */
            names: string[];
            /**
             * Why
             * @description Name -> the reason, as a sentence
             * @default {}
             */
            why: {
                [key: string]: string;
            };
        };
        /** LikePersonOut */
        LikePersonOut: {
            /**
             * Birth Date
             * @example 2015-03-02
             */
            birth_date: string | null;
            /**
             * Consent
             * @description They agreed that more is made of their face than to be found in this library
             */
            consent: boolean;
            /**
             * Cover
             * @description The face to show, see /faces/{id}/crop
             */
            cover: string | null;
            /** Hidden */
            hidden: boolean;
            /** Id */
            id: string;
            /**
             * Likeness
             * @description A cosine: what is much for one model of faces is little for another
             */
            likeness: number;
            /**
             * Name
             * @example Anna
             */
            name: string;
            /**
             * Photos
             * @description On which they are
             */
            photos: number;
            /**
             * Same
             * @description Whether they are as like as the faces of one person are
             */
            same: boolean;
        };
        /** LikePhotoOut */
        LikePhotoOut: {
            /**
             * Archived
             * @default false
             */
            archived: boolean;
            /** Bytes */
            bytes: number;
            camera?: components["schemas"]["CameraOut"] | null;
            caption?: components["schemas"]["CaptionOut"] | null;
            /**
             * Date Precision
             * @description How much of taken_at is known
             */
            date_precision?: ("second" | "day" | "month" | "year") | null;
            /**
             * Date Source
             * @description Who says when it was taken: the owner, the file, or its name. Nobody does where it stands by its file's own date (file) or by when it came (upload): such a photo answers no question about dates
             */
            date_source?: ("owner" | "metadata" | "name" | "file" | "upload") | null;
            /**
             * Day
             * @description Where it stands in the timeline
             * @default
             * @example 2023-07-14
             */
            day: string;
            /** Description */
            description?: string | null;
            /**
             * Favourite
             * @default false
             */
            favourite: boolean;
            /** File Name */
            file_name: string;
            /** Height */
            height?: number | null;
            /** Id */
            id: string;
            /**
             * Inbox
             * @description A guest of a link sent it in, and it was not taken yet
             * @default false
             */
            inbox: boolean;
            /**
             * Kind
             * @description photograph, screenshot, document or drawing
             */
            kind?: string | null;
            /**
             * Likeness
             * @description A cosine, that of the face on it which is most alike
             * @example 0.58
             */
            likeness: number;
            location?: components["schemas"]["LocationOut"] | null;
            /**
             * Media Type
             * @example image/jpeg
             */
            media_type: string;
            /**
             * Own
             * @description It is of your own library; else somebody shares it with you, and it is theirs to change
             */
            own: boolean;
            place?: components["schemas"]["PlaceOut"] | null;
            /**
             * Rating
             * @description 0 to 5 stars
             */
            rating?: number | null;
            /**
             * Season
             * @example summer
             */
            season?: string | null;
            /**
             * Sent By
             * @description The name that the guest gave
             */
            sent_by?: string | null;
            /**
             * Sha256
             * @description Empty for who is given a clean copy in place of the file
             */
            sha256: string;
            /**
             * Sort At
             * @description What lists are ordered by: taken, else the file's own date, else uploaded; UTC. Of a photo whose place is withheld, local time without a zone
             * @default
             */
            sort_at: string;
            /**
             * Status
             * @enum {string}
             */
            status: "processing" | "ready" | "failed";
            /** Tags */
            tags: components["schemas"]["TagOut"][];
            /**
             * Taken At
             * @description Local time, with its offset where the zone is known
             */
            taken_at?: string | null;
            /**
             * Thumbhash
             * @description A tiny placeholder, base64
             */
            thumbhash?: string | null;
            /**
             * Time Of Day
             * @example evening
             */
            time_of_day?: string | null;
            /** Title */
            title?: string | null;
            /**
             * Troubles
             * @description The stages that failed or were skipped; original:damaged where damage says what is wrong
             * @example [
             *       "classify:failed"
             *     ]
             */
            troubles: string[];
            /**
             * Uploaded At
             * @description An instant, UTC
             */
            uploaded_at: string;
            /**
             * Waiting
             * @description The stages that have not run on it yet
             * @example [
             *       "ocr"
             *     ]
             */
            waiting: string[];
            /**
             * Width
             * @description Pixels, upright
             */
            width?: number | null;
            /**
             * Zone
             * @example Europe/Rome
             */
            zone?: string | null;
        };
        /**
         * LinkAboutOut
         * @description What a visitor is told of a link: of its owner no more than the name.
         */
        LinkAboutOut: {
            /**
             * Album
             * @description The id of an album that is laid by hand: GET /albums/{id}/photos lists it in that order
             */
            album: string | null;
            /**
             * By
             * @description Who shares it
             */
            by: string;
            /**
             * Count
             * @description Photos that it shows
             */
            count: number;
            /** Download */
            download: boolean;
            /**
             * Expires
             * @description An instant, UTC
             */
            expires: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "album" | "photos" | "library";
            /**
             * Name
             * @description Of the guest, as they gave it
             */
            name: string;
            /** Title */
            title: string;
            /** Uploads */
            uploads: boolean;
        };
        /**
         * LinkIn
         * @description How a share goes by a link.
         */
        LinkIn: {
            /**
             * Password
             * @description That is asked for; null: none
             */
            password?: string | null;
            /**
             * Preview
             * @description Messengers and search engines, which only fetch the page, may read its title as well
             * @default false
             */
            preview: boolean;
            /**
             * Title
             * @description What visitors see
             * @default
             */
            title: string;
            /**
             * Uploads
             * @description Guests may send photos in, which wait in the inbox: GET /photos?inbox=true
             * @default false
             */
            uploads: boolean;
        };
        /** LinkOut */
        LinkOut: {
            /**
             * Opened
             * @description How many times it was opened
             */
            opened: number;
            /**
             * Password
             * @description Whether one is asked for
             */
            password: boolean;
            /** Preview */
            preview: boolean;
            /** Title */
            title: string;
            /** Uploads */
            uploads: boolean;
        };
        /** LocationIn */
        LocationIn: {
            /**
             * Latitude
             * @description Degrees, WGS 84
             */
            latitude: number;
            /** Longitude */
            longitude: number;
        };
        /** LocationOut */
        LocationOut: {
            /**
             * Altitude
             * @description metres
             */
            altitude?: number | null;
            /** Latitude */
            latitude: number;
            /** Longitude */
            longitude: number;
        };
        /** LoginIn */
        LoginIn: {
            /**
             * Code
             * @description Of the second factor, or a recovery code
             */
            code?: string | null;
            /**
             * Keep
             * @description cookie: a browser keeps it, where no script can read it. body: an app keeps what is answered
             * @default cookie
             * @enum {string}
             */
            keep: "cookie" | "body";
            /**
             * Name
             * @example mara
             */
            name: string;
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /**
         * LookOut
         * @description What a change can touch.
         */
        LookOut: {
            /** Archived */
            archived: boolean;
            /** Date Precision */
            date_precision: ("second" | "day" | "month" | "year") | null;
            /** Day */
            day: string;
            /** Favourite */
            favourite: boolean;
            location: components["schemas"]["LocationOut"] | null;
            place: components["schemas"]["PlaceOut"] | null;
            /** Rating */
            rating: number | null;
            /** Tags */
            tags: string[];
            /** Taken At */
            taken_at: string | null;
            /** Zone */
            zone: string | null;
        };
        /** MadeIn */
        MadeIn: {
            /**
             * Answer
             * @description What the device answered: PublicKeyCredential.toJSON()
             */
            answer: {
                [key: string]: unknown;
            };
            /**
             * Name
             * @example Mara's phone
             */
            name: string;
            /**
             * Ticket
             * @description That of the question, which POST /auth/passkey/begin tells
             */
            ticket: string;
        };
        /** MadeOut */
        MadeOut: {
            /** Id */
            id: string;
        };
        /** MemoriesOut */
        MemoriesOut: {
            /**
             * Less
             * @description Of what you want to see less, which is in none of them
             */
            less: components["schemas"]["LessOut"][];
            /** Memories */
            memories: components["schemas"]["MemoryOut"][];
        };
        /** MemoryOut */
        MemoryOut: {
            /**
             * Cover
             * @description The id of the best of them
             */
            cover: string;
            /**
             * First
             * @description A day
             * @example 2019-11-30
             */
            first: string;
            /**
             * Id
             * @example on-this-day:2019-11-30
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "on-this-day" | "this-week" | "years" | "then-and-now";
            /** Last */
            last: string;
            /** @description Whom it is about */
            person?: components["schemas"]["MemoryPersonOut"] | null;
            /**
             * Photos
             * @description Ids, in the order of their taking
             */
            photos: string[];
            /**
             * Text
             * @description Likewise
             * @example 30 November 2019 · Arezzo and Siena
             */
            text: string;
            /**
             * Title
             * @description In the reader's language
             * @example Four years ago today
             */
            title: string;
            /** Years Ago */
            years_ago?: number | null;
        };
        /** MemoryPersonOut */
        MemoryPersonOut: {
            /** Id */
            id: string;
            /**
             * Name
             * @example Anna
             */
            name: string;
        };
        /**
         * MergeIn
         * @example {
         *       "into": "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11",
         *       "people": [
         *         "019aa3c0-8b11-7aa0"
         *       ]
         *     }
         */
        MergeIn: {
            /**
             * Into
             * @description Who stays
             */
            into: string;
            /** People */
            people: string[];
        };
        /** MergeOccasionIn */
        MergeOccasionIn: {
            /**
             * With
             * @description The id of the one right before it, or right behind it
             */
            with: string;
        };
        /** MergeOut */
        MergeOut: {
            /** Into */
            into: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "merge";
            /** People */
            people: string[];
        };
        /** ModelsOut */
        ModelsOut: {
            progress: components["schemas"]["ProgressOut"];
            /** Tasks */
            tasks: components["schemas"]["UseOut"][];
        };
        /** MonthOut */
        MonthOut: {
            /** Count */
            count: number;
            /**
             * Month
             * @example 2023-07
             */
            month: string;
        };
        /** MonthsOut */
        MonthsOut: {
            /**
             * Months
             * @description Newest first; those without a photo are left out
             */
            months: components["schemas"]["MonthOut"][];
        };
        /**
         * MoveIn
         * @example {
         *       "box": [
         *         0.41,
         *         0.22,
         *         0.53,
         *         0.41
         *       ]
         *     }
         */
        MoveIn: {
            /**
             * Box
             * @description Left, top, right, bottom: shares of the upright photo
             * @example [
             *       0.41,
             *       0.22,
             *       0.53,
             *       0.41
             *     ]
             */
            box: [
                number,
                number,
                number,
                number
            ];
        };
        /** MoveOut */
        MoveOut: {
            /** Face */
            face: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "move";
            /** Photo */
            photo: string;
        };
        /** MyAccountOut */
        MyAccountOut: {
            /** Created */
            created: string;
            /** Id */
            id: string;
            /**
             * Library
             * @description Whether they have a library of their own
             */
            library: boolean;
            /** Name */
            name: string;
            /**
             * Password
             * @description Whether they have a password
             */
            password: boolean;
            /**
             * Quota
             * @description Bytes that originals may take; null: no limit
             */
            quota: number | null;
            /**
             * Recovery
             * @description Recovery codes that are left
             */
            recovery: number;
            /**
             * Role
             * @enum {string}
             */
            role: "admin" | "member" | "guest";
            /**
             * Totp
             * @description Whether a second factor is asked for
             */
            totp: boolean;
            /**
             * Used
             * @description Bytes that they take
             */
            used: number;
        };
        /** NameIn */
        NameIn: {
            /**
             * Name
             * @description Of the guest
             * @example Aunt Ida
             */
            name: string;
        };
        /** NamedOut */
        NamedOut: {
            /** Id */
            id: string;
            /**
             * Name
             * @example Noor
             */
            name: string;
        };
        /** NamesOut */
        NamesOut: {
            /** Names */
            names: components["schemas"]["NamedOut"][];
        };
        /** NewInvitationOut */
        NewInvitationOut: {
            /**
             * By
             * @description The id of the account that made it
             */
            by: string;
            /** Created */
            created: string;
            /** Expires */
            expires: string;
            /** Id */
            id: string;
            /** Quota */
            quota: number | null;
            /**
             * Role
             * @enum {string}
             */
            role: "admin" | "member" | "guest";
            /**
             * Token
             * @description For the link, behind its #, where no server and no other site hears of it. It is shown only now
             */
            token: string;
        };
        /** NewKeyOut */
        NewKeyOut: {
            /** Created */
            created: string;
            /** Expires */
            expires: string | null;
            /**
             * Id
             * @description `token`: HELIOGRAPH_TOKEN
             */
            id: string;
            /** Name */
            name: string;
            /** Scopes */
            scopes: ("see" | "add" | "change" | "remove" | "manage")[];
            /**
             * Secret
             * @description What the program sends, as 'Authorization: Bearer <secret>'. It is shown only now
             */
            secret: string;
            /**
             * Used
             * @description When it was used last, to the minute; null: never yet
             */
            used: string | null;
        };
        /** NewShareOut */
        NewShareOut: {
            /**
             * Album
             * @description The album's id
             */
            album: string | null;
            /**
             * Called
             * @description What whom it is to is called; empty where they are gone
             */
            called: string;
            /** Created */
            created: string;
            /** Download */
            download: boolean;
            /** Expires */
            expires: string | null;
            /** Id */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "album" | "photos" | "library";
            /** @description Of one by a link: how it goes */
            link?: components["schemas"]["LinkOut"] | null;
            /**
             * Name
             * @description The album's name; empty of all else
             */
            name: string;
            /** Offered */
            offered: boolean;
            /**
             * Photos
             * @description Of a share of photos: their ids
             */
            photos: string[];
            /** Query */
            query: {
                [key: string]: unknown;
            } | null;
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "contributor" | "editor";
            /**
             * Taken
             * @description How many have it in their timeline
             */
            taken: number;
            /** Tells */
            tells: ("place" | "camera" | "people")[];
            /**
             * To
             * @enum {string}
             */
            to: "account" | "circle" | "link";
            /**
             * Token
             * @description What stands in it behind the #
             */
            token?: string | null;
            /**
             * Url
             * @description The address of a link, as this request came. It is shown only now
             */
            url?: string | null;
            /**
             * Waiting
             * @description Of one by a rule, asked for alone: photos that are so new that they are not shared yet
             */
            waiting?: number | null;
            /** Whom */
            whom: string | null;
        };
        /** ObjectOut */
        ObjectOut: {
            /**
             * Box
             * @description Left, top, right, bottom
             * @example [
             *       0.1,
             *       0.2,
             *       0.5,
             *       0.9
             *     ]
             */
            box: number[];
            /**
             * Confidence
             * @description How likely it is there, 0 to 1
             */
            confidence: number;
            /**
             * Id
             * @description Lasts when the photo is looked at again
             */
            id: string;
            /**
             * Label
             * @description In the reader's language, where that has another word for it
             * @example Hund
             */
            label?: string | null;
            /**
             * Name
             * @example dog
             */
            name: string;
        };
        /**
         * OccasionIn
         * @description Only what is named changes. What has a title or a kind keeps its photos together, and apart from others.
         * @example {
         *       "kind": "wedding",
         *       "title": "Anna and Ben's wedding"
         *     }
         */
        OccasionIn: {
            /**
             * Kind
             * @description What it was; null, sent by itself, takes back what was said
             */
            kind?: ("trip" | "day out" | "wedding" | "birthday" | "celebration" | "gathering" | "concert" | "sport" | "meal" | "walk") | null;
            /**
             * Title
             * @description Empty: it is called by what is known of it again
             */
            title?: string | null;
        };
        /** OccasionOut */
        OccasionOut: {
            /**
             * Best
             * @description Ids of up to eight photos, in the order of their taking
             */
            best: string[];
            /**
             * Confidence
             * @description Of the kind, 0 to 1; null where its owner says it, or nobody does
             */
            confidence: number | null;
            /**
             * Count
             * @description Photos
             */
            count: number;
            /**
             * Cover
             * @description The id of the best of them
             */
            cover: string;
            /** Dismissed */
            dismissed: boolean;
            /**
             * First
             * @description Of its first photo, by the clock there
             * @example 2008-10-18T10:00:00
             */
            first: string;
            /**
             * Holds
             * @description Whether it is made of others: GET /occasions?trip=<id>
             */
            holds: boolean;
            /**
             * Id
             * @example 019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11
             */
            id: string;
            /**
             * Kind
             * @description As its owner says, else as far as it is sure
             * @example trip
             */
            kind: ("trip" | "day out" | "wedding" | "birthday" | "celebration" | "gathering" | "concert" | "sport" | "meal" | "walk") | null;
            /**
             * Last
             * @example 2008-10-19T11:06:00
             */
            last: string;
            /**
             * Name
             * @description Its title, or in the reader's language what is known of it
             * @example Weekend in Arezzo, October 2008
             */
            name: string;
            /**
             * People
             * @description Who has a name, most photos first
             */
            people: components["schemas"]["OccasionPersonOut"][];
            /**
             * Places
             * @description Most photos first
             * @example [
             *       "Arezzo",
             *       "Siena"
             *     ]
             */
            places: string[];
            /**
             * Title
             * @description As its owner calls it
             */
            title: string | null;
            /**
             * Trip
             * @description The id of the trip that it is a part of
             */
            trip: string | null;
            /** @description Where nearly all of it was */
            where: components["schemas"]["OccasionPlaceOut"] | null;
        };
        /** OccasionPersonOut */
        OccasionPersonOut: {
            /** Id */
            id: string;
            /**
             * Name
             * @example Anna
             */
            name: string;
        };
        /** OccasionPlaceOut */
        OccasionPlaceOut: {
            /**
             * Level
             * @description What it is
             * @example town
             * @enum {string}
             */
            level: "" | "town" | "region" | "country";
            /**
             * Name
             * @example Arezzo
             */
            name: string;
        };
        /** OccasionsOut */
        OccasionsOut: {
            /**
             * Next
             * @description Pass it as `after` for the next page; null on the last one
             */
            next: string | null;
            /** Occasions */
            occasions: components["schemas"]["OccasionOut"][];
        };
        /** Ok */
        Ok: {
            /**
             * Status
             * @default ok
             * @constant
             */
            status: "ok";
        };
        /** OnPhotoOut */
        OnPhotoOut: {
            /** @description By which it can be undone; null when they were there already */
            action: components["schemas"]["ActionOut"] | null;
            /**
             * People
             * @description Who is on the photo without a face then
             */
            people: components["schemas"]["FacelessOut"][];
        };
        /** OpenIn */
        OpenIn: {
            /**
             * Name
             * @description Of the guest
             * @default
             * @example Aunt Ida
             */
            name: string;
            /** Password */
            password?: string | null;
            /**
             * Token
             * Format: password
             * @description What stands in the address behind its #
             */
            token: string;
        };
        /** OrderIn */
        OrderIn: {
            /**
             * After
             * @description The photo behind which it shall stand; null: first of all
             */
            after: string | null;
            /** Photo */
            photo: string;
        };
        /** PasskeyAnswer */
        PasskeyAnswer: {
            /**
             * Answer
             * @description What the device answered: PublicKeyCredential.toJSON()
             */
            answer: {
                [key: string]: unknown;
            };
            /**
             * Ticket
             * @description That of the question, which POST /auth/passkey/begin tells
             */
            ticket: string;
        };
        /** PasskeyOut */
        PasskeyOut: {
            /**
             * Backed Up
             * @description Whether its maker keeps copies of it on other devices
             */
            backed_up: boolean;
            /** Created */
            created: string;
            /**
             * Host
             * @description The name of the site that it was made for, and opens alone
             */
            host: string;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Used */
            used: string | null;
        };
        /** PasskeyRenameIn */
        PasskeyRenameIn: {
            /**
             * Name
             * @example Mara's phone
             */
            name: string;
        };
        /** PasskeysOut */
        PasskeysOut: {
            /** Passkeys */
            passkeys: components["schemas"]["PasskeyOut"][];
        };
        /** PasswordIn */
        PasswordIn: {
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /**
         * PeopleOut
         * @example {
         *       "people": [
         *         {
         *           "birth_date": "2015-03-02",
         *           "consent": false,
         *           "cover": "019aa3c1-2b7c-7a90-8f3e-5d1c0b9a8f77",
         *           "hidden": false,
         *           "id": "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11",
         *           "name": "Anna",
         *           "photos": 214
         *         }
         *       ]
         *     }
         */
        PeopleOut: {
            /**
             * Next
             * @description Pass it as `after` for the next page; null on the last one
             */
            next: string | null;
            /** People */
            people: components["schemas"]["PersonOut"][];
        };
        /**
         * PersonFaceOut
         * @description GET /faces/{id}/crop shows it.
         */
        PersonFaceOut: {
            /**
             * Id
             * @example 019aa3c1-2b7c-7a90-8f3e-5d1c0b9a8f77
             */
            id: string;
            /**
             * Photo
             * @example 019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11
             */
            photo: string;
        };
        /** PersonFacesOut */
        PersonFacesOut: {
            /** Faces */
            faces: components["schemas"]["PersonFaceOut"][];
            /**
             * Next
             * @description Pass it as `after` for the next page; null on the last one
             */
            next: string | null;
        };
        /**
         * PersonIn
         * @description Only what is named changes. A name keeps together the faces that are shown, for ever.
         * @example {
         *       "name": "Anna"
         *     }
         * @example {
         *       "hidden": true
         *     }
         */
        PersonIn: {
            /**
             * Another
             * @description Though somebody has this name already, this is another person
             * @default false
             */
            another: boolean;
            /**
             * Birth Date
             * @description Nobody is found on photos from before. Empty: it is not known
             * @example 2015-03-02
             */
            birth_date?: string | null;
            /**
             * Consent
             * @description They agreed that more is made of their face than to be found in this library: no, unless said
             */
            consent?: boolean | null;
            /**
             * Cover
             * @description The id of one of their faces
             */
            cover?: string | null;
            /** Hidden */
            hidden?: boolean | null;
            /**
             * Name
             * @description Empty: they have none any more
             */
            name?: string | null;
        };
        /**
         * PersonOut
         * @description With an empty name: a group of faces of which we think that they are one person's.
         */
        PersonOut: {
            /**
             * Birth Date
             * @example 2015-03-02
             */
            birth_date: string | null;
            /**
             * Consent
             * @description They agreed that more is made of their face than to be found in this library
             */
            consent: boolean;
            /**
             * Cover
             * @description The face to show, see /faces/{id}/crop
             */
            cover: string | null;
            /** Hidden */
            hidden: boolean;
            /** Id */
            id: string;
            /**
             * Name
             * @example Anna
             */
            name: string;
            /**
             * Photos
             * @description On which they are
             */
            photos: number;
        };
        /**
         * PersonSuggestionOut
         * @description These faces might be that person's. POST /people/merge says yes, /people/{id}/deny no.
         */
        PersonSuggestionOut: {
            group: components["schemas"]["PersonOut"];
            /**
             * Likeness
             * @description A cosine
             * @example 0.37
             */
            likeness: number;
            person: components["schemas"]["PersonOut"];
            /**
             * Photos
             * @description That it is about
             */
            photos: number;
        };
        /** PersonSuggestionsOut */
        PersonSuggestionsOut: {
            /**
             * Next
             * @description Pass it as `after` for the next page; null on the last one
             */
            next: string | null;
            /** Suggestions */
            suggestions: components["schemas"]["PersonSuggestionOut"][];
        };
        /**
         * PhotoDetailOut
         * @description Everything that is known of one photo.
         */
        PhotoDetailOut: {
            /**
             * Albums
             * @description That it was put into; what smart albums find is not told here
             * @default []
             */
            albums: components["schemas"]["InAlbumOut"][];
            /**
             * Archived
             * @default false
             */
            archived: boolean;
            /** Bytes */
            bytes: number;
            camera?: components["schemas"]["CameraOut"] | null;
            caption?: components["schemas"]["CaptionOut"] | null;
            /**
             * Colours
             * @description Most of it first
             * @default []
             */
            colours: components["schemas"]["ColourOut"][];
            /**
             * Composition
             * @default []
             */
            composition: components["schemas"]["CompositionOut"][];
            /**
             * Damage
             * @description What was found wrong with its original, a sentence; empty where nothing was
             * @default
             */
            damage: string;
            /**
             * Damage Kind
             * @description As a problem's kind
             * @default
             * @example original_missing
             * @example original_altered
             */
            damage_kind: string;
            /**
             * Damage Noticed At
             * @description An instant, UTC
             * @default
             */
            damage_noticed_at: string;
            /**
             * Date Precision
             * @description How much of taken_at is known
             */
            date_precision?: ("second" | "day" | "month" | "year") | null;
            /**
             * Date Source
             * @description Who says when it was taken: the owner, the file, or its name. Nobody does where it stands by its file's own date (file) or by when it came (upload): such a photo answers no question about dates
             */
            date_source?: ("owner" | "metadata" | "name" | "file" | "upload") | null;
            /**
             * Day
             * @description Where it stands in the timeline
             * @default
             * @example 2023-07-14
             */
            day: string;
            /** @description By an endpoint, where one was asked */
            described?: components["schemas"]["DescribedOut"] | null;
            /** Description */
            description?: string | null;
            /**
             * Download
             * @description You may have its file, and save another's to a library of your own
             * @default true
             */
            download: boolean;
            /**
             * Edited
             * @description What the owner said, which wins over what was found
             * @default []
             */
            edited: string[];
            /**
             * Faces
             * @description The surest first, 200 that were found at most, then those that were drawn; GET /faces/{id}/crop shows one
             * @default []
             */
            faces: components["schemas"]["FaceOut"][];
            /**
             * Faces Total
             * @description How many there are
             * @default 0
             */
            faces_total: number;
            /**
             * Favourite
             * @default false
             */
            favourite: boolean;
            /** File Name */
            file_name: string;
            /**
             * Found
             * @description What plugins found, by their stages and features
             * @default {}
             * @example {
             *       "origin": {
             *         "app": "WhatsApp"
             *       }
             *     }
             */
            found: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            /** Height */
            height?: number | null;
            /** Id */
            id: string;
            /**
             * Inbox
             * @description A guest of a link sent it in, and it was not taken yet
             * @default false
             */
            inbox: boolean;
            /**
             * Kind
             * @description photograph, screenshot, document or drawing
             */
            kind?: string | null;
            light?: components["schemas"]["LightOut"] | null;
            location?: components["schemas"]["LocationOut"] | null;
            /**
             * Media Type
             * @example image/jpeg
             */
            media_type: string;
            /**
             * Mood
             * @description How it feels: name -> 0 to 1
             * @default {}
             * @example {
             *       "calm": 0.7
             *     }
             */
            mood: {
                [key: string]: number;
            };
            /**
             * Moods
             * @description Those of them that are strong enough to say so
             * @default []
             */
            moods: string[];
            /**
             * Objects
             * @description The surest first, 200 at most
             * @default []
             */
            objects: components["schemas"]["ObjectOut"][];
            /**
             * Objects Total
             * @description How many there are
             * @default 0
             */
            objects_total: number;
            /**
             * Own
             * @description It is of your own library; else somebody shares it with you, and it is theirs to change
             */
            own: boolean;
            /**
             * People Without Face
             * @description Who is on it besides, as its owner says
             * @default []
             */
            people_without_face: components["schemas"]["FacelessOut"][];
            place?: components["schemas"]["PlaceOut"] | null;
            quality?: components["schemas"]["QualityOut"] | null;
            /**
             * Rating
             * @description 0 to 5 stars
             */
            rating?: number | null;
            /**
             * Season
             * @example summer
             */
            season?: string | null;
            /**
             * Sent By
             * @description The name that the guest gave
             */
            sent_by?: string | null;
            /**
             * Sha256
             * @description Empty for who is given a clean copy in place of the file
             */
            sha256: string;
            /**
             * Share
             * @description By which another's is shown to you, as GET /shares/with-me names it
             */
            share?: string | null;
            /**
             * Sort At
             * @description What lists are ordered by: taken, else the file's own date, else uploaded; UTC. Of a photo whose place is withheld, local time without a zone
             * @default
             */
            sort_at: string;
            /** Stages */
            stages: {
                [key: string]: components["schemas"]["StageOut"];
            };
            /**
             * Status
             * @enum {string}
             */
            status: "processing" | "ready" | "failed";
            /** Tags */
            tags: components["schemas"]["TagOut"][];
            /**
             * Taken At
             * @description Local time, with its offset where the zone is known
             */
            taken_at?: string | null;
            /**
             * Text
             * @description What is written on it, in reading order
             */
            text?: string | null;
            /**
             * Text Lines
             * @default []
             */
            text_lines: components["schemas"]["TextLineOut"][];
            /**
             * Thumbhash
             * @description A tiny placeholder, base64
             */
            thumbhash?: string | null;
            /**
             * Time Of Day
             * @example evening
             */
            time_of_day?: string | null;
            /** Title */
            title?: string | null;
            /**
             * Troubles
             * @description The stages that failed or were skipped; original:damaged where damage says what is wrong
             * @example [
             *       "classify:failed"
             *     ]
             */
            troubles: string[];
            /**
             * Uploaded At
             * @description An instant, UTC
             */
            uploaded_at: string;
            /**
             * Waiting
             * @description The stages that have not run on it yet
             * @example [
             *       "ocr"
             *     ]
             */
            waiting: string[];
            /**
             * Width
             * @description Pixels, upright
             */
            width?: number | null;
            /**
             * Zone
             * @example Europe/Rome
             */
            zone?: string | null;
        };
        /** PhotoOut */
        PhotoOut: {
            /**
             * Archived
             * @default false
             */
            archived: boolean;
            /** Bytes */
            bytes: number;
            camera?: components["schemas"]["CameraOut"] | null;
            caption?: components["schemas"]["CaptionOut"] | null;
            /**
             * Date Precision
             * @description How much of taken_at is known
             */
            date_precision?: ("second" | "day" | "month" | "year") | null;
            /**
             * Date Source
             * @description Who says when it was taken: the owner, the file, or its name. Nobody does where it stands by its file's own date (file) or by when it came (upload): such a photo answers no question about dates
             */
            date_source?: ("owner" | "metadata" | "name" | "file" | "upload") | null;
            /**
             * Day
             * @description Where it stands in the timeline
             * @default
             * @example 2023-07-14
             */
            day: string;
            /** Description */
            description?: string | null;
            /**
             * Favourite
             * @default false
             */
            favourite: boolean;
            /** File Name */
            file_name: string;
            /** Height */
            height?: number | null;
            /** Id */
            id: string;
            /**
             * Inbox
             * @description A guest of a link sent it in, and it was not taken yet
             * @default false
             */
            inbox: boolean;
            /**
             * Kind
             * @description photograph, screenshot, document or drawing
             */
            kind?: string | null;
            location?: components["schemas"]["LocationOut"] | null;
            /**
             * Media Type
             * @example image/jpeg
             */
            media_type: string;
            /**
             * Own
             * @description It is of your own library; else somebody shares it with you, and it is theirs to change
             */
            own: boolean;
            place?: components["schemas"]["PlaceOut"] | null;
            /**
             * Rating
             * @description 0 to 5 stars
             */
            rating?: number | null;
            /**
             * Season
             * @example summer
             */
            season?: string | null;
            /**
             * Sent By
             * @description The name that the guest gave
             */
            sent_by?: string | null;
            /**
             * Sha256
             * @description Empty for who is given a clean copy in place of the file
             */
            sha256: string;
            /**
             * Sort At
             * @description What lists are ordered by: taken, else the file's own date, else uploaded; UTC. Of a photo whose place is withheld, local time without a zone
             * @default
             */
            sort_at: string;
            /**
             * Status
             * @enum {string}
             */
            status: "processing" | "ready" | "failed";
            /** Tags */
            tags: components["schemas"]["TagOut"][];
            /**
             * Taken At
             * @description Local time, with its offset where the zone is known
             */
            taken_at?: string | null;
            /**
             * Thumbhash
             * @description A tiny placeholder, base64
             */
            thumbhash?: string | null;
            /**
             * Time Of Day
             * @example evening
             */
            time_of_day?: string | null;
            /** Title */
            title?: string | null;
            /**
             * Troubles
             * @description The stages that failed or were skipped; original:damaged where damage says what is wrong
             * @example [
             *       "classify:failed"
             *     ]
             */
            troubles: string[];
            /**
             * Uploaded At
             * @description An instant, UTC
             */
            uploaded_at: string;
            /**
             * Waiting
             * @description The stages that have not run on it yet
             * @example [
             *       "ocr"
             *     ]
             */
            waiting: string[];
            /**
             * Width
             * @description Pixels, upright
             */
            width?: number | null;
            /**
             * Zone
             * @example Europe/Rome
             */
            zone?: string | null;
        };
        /** PhotosOut */
        PhotosOut: {
            /**
             * Next
             * @description Pass it as `after` for the next page; null on the last one
             */
            next: string | null;
            /** Photos */
            photos: components["schemas"]["PhotoOut"][];
        };
        /** PictureOut */
        PictureOut: {
            /**
             * Credit
             * @example Stéfan van der Walt
             */
            credit: string;
            /**
             * Licence
             * @example CC0-1.0
             */
            licence: string;
            /**
             * Name
             * @example chelsea.png
             */
            name: string;
            /** Sha256 */
            sha256: string;
            /**
             * Taken
             * @description A day, where it is known
             * @example 2015-02-11
             */
            taken?: string | null;
            /**
             * Title
             * @example Chelsea the cat
             */
            title: string;
        };
        /**
         * PlaceIn
         * @description The place's names follow, and the zone of photos that have a time of day and no zone.
         */
        PlaceIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "place";
            /** @description null: they shall have no place */
            location: components["schemas"]["LocationIn"] | null;
        };
        /** PlaceOut */
        PlaceOut: {
            /**
             * City
             * @example Arezzo
             */
            city?: string | null;
            /**
             * Country
             * @example Italy
             */
            country?: string | null;
            /**
             * Country Code
             * @example IT
             */
            country_code?: string | null;
            /**
             * Label
             * @description In the reader's language, where that has another word for it
             * @example Arezzo, Tuscany, Italien
             */
            label?: string | null;
            /**
             * Region
             * @example Tuscany
             */
            region?: string | null;
        };
        /** PlacesOut */
        PlacesOut: {
            /** Places */
            places: components["schemas"]["TownOut"][];
        };
        /** PointsOut */
        PointsOut: {
            /**
             * Next
             * @description Pass it as `after` for the next page; null on the last one
             */
            next: string | null;
            /**
             * Points
             * @description [photo id, longitude, latitude, day, the place from the city to the country], newest first
             * @example [
             *       [
             *         "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11",
             *         11.885,
             *         43.467,
             *         "2008-10-22",
             *         [
             *           "Arezzo",
             *           "Tuscany",
             *           "Italy"
             *         ]
             *       ]
             *     ]
             */
            points: (string | number | string[])[][];
        };
        /**
         * Problem
         * @description What every error answers, as application/problem+json.
         */
        Problem: {
            /**
             * Detail
             * @description A sentence for people, in English
             */
            detail: string;
            /**
             * Kind
             * @description For programs: what kind of error it is
             * @example damaged
             */
            kind?: string | null;
            /**
             * Needs
             * @description For programs: what is missing, where it can be shown; absent else
             * @example proof
             */
            needs?: string | null;
            /** Status */
            status: number;
            /** Title */
            title: string;
        };
        /** ProgressOut */
        ProgressOut: {
            /**
             * Done
             * @description Photos on which all work is done as it runs now
             */
            done: number;
            /**
             * Photos
             * @description Of so many
             */
            photos: number;
            /**
             * Seconds
             * @description About how long the rest takes, where that is known
             */
            seconds: number | null;
        };
        /** ProveIn */
        ProveIn: {
            /** Code */
            code?: string | null;
            passkey?: components["schemas"]["PasskeyAnswer"] | null;
            /** Password */
            password?: string | null;
        };
        /** ProviderOut */
        ProviderOut: {
            /**
             * Label
             * @description Who one is there, in its words
             */
            label: string;
            /**
             * Linked
             * @description Since when one's account is linked to it, an instant; null: it is not
             */
            linked: string | null;
            /**
             * Name
             * @description What the provider is called; null where none is set up
             */
            name: string | null;
        };
        /**
         * QualityOut
         * @description Each 0 to 1, where 1 is good.
         */
        QualityOut: {
            /** Contrast */
            contrast?: number | null;
            /** Exposure */
            exposure?: number | null;
            /** Noise */
            noise?: number | null;
            /** Overall */
            overall?: number | null;
            /** Sharpness */
            sharpness?: number | null;
        };
        /**
         * QuestionAnswerIn
         * @description By a choice, or where it is free in words: a name, a town, a date, what it was.
         * @example {
         *       "words": "summer 1985"
         *     }
         */
        QuestionAnswerIn: {
            /**
             * Choice
             * @description Its id
             */
            choice?: string | null;
            /** Words */
            words?: string | null;
        };
        /** QuestionAnsweredOut */
        QuestionAnsweredOut: {
            /** @description By which it can be undone; null where nothing was to be done */
            action: components["schemas"]["ActionOut"] | null;
            /**
             * Touched
             * @description Photos that it is about
             */
            touched: number;
        };
        /** QuestionOut */
        QuestionOut: {
            /** Choices */
            choices: components["schemas"]["ChoiceOut"][];
            /**
             * Faces
             * @description GET /faces/{id}/crop shows whom it is about; empty where it is about nobody
             */
            faces: string[];
            /**
             * Free
             * @description Whether it can be answered in words as well
             */
            free: boolean;
            /** Id */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "who" | "same" | "where" | "when" | "clock" | "occasion" | "tag";
            /**
             * No
             * @description What it is called that it is none of these: POST /questions/{id}/no
             * @example Nothing special
             */
            no: string;
            /**
             * Photos
             * @description Ids of up to six that it is about
             */
            photos: string[];
            /**
             * Text
             * @description In the reader's language
             * @example Where was this, on 18 October 2008?
             */
            text: string;
            /**
             * Touches
             * @description Photos that an answer changes
             */
            touches: number;
        };
        /** QuestionsOut */
        QuestionsOut: {
            /** Questions */
            questions: components["schemas"]["QuestionOut"][];
        };
        /** RatingIn */
        RatingIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "rating";
            /**
             * Rating
             * @description Stars; null: what the file says
             */
            rating: number | null;
        };
        /** Ready */
        Ready: {
            /**
             * Damage
             * @description What was found damaged, a sentence each; the rest can be used
             */
            damage: string[];
            /**
             * Left
             * @description Work that this process leaves to others, and why, a clause each
             */
            left: string[];
            /**
             * Noticed
             * @description What does not work though all else goes on, a sentence each
             */
            noticed: string[];
            /**
             * Plugins
             * @description Plugins that were skipped, and why, a sentence each
             */
            plugins: string[];
            /**
             * Status
             * @default ok
             * @constant
             */
            status: "ok";
        };
        /** RecoveryOut */
        RecoveryOut: {
            /**
             * Recovery
             * @description Ten codes, each of which works once in the place of one of the app's
             */
            recovery: string[];
        };
        /** RedeemIn */
        RedeemIn: {
            /**
             * Code
             * @description That the app was given; it works once, for a minute
             */
            code: string;
            /**
             * Verifier
             * @description Of which the app has sent the challenge
             */
            verifier: string;
        };
        /** RefreshIn */
        RefreshIn: {
            /**
             * Refresh
             * @description Where an app keeps it; a browser sends its cookie
             */
            refresh?: string | null;
        };
        /** RejectIn */
        RejectIn: {
            /**
             * Person
             * @description Whose it is not; by default, whose it is shown to be
             */
            person?: string | null;
        };
        /** RejectOut */
        RejectOut: {
            /** Face */
            face: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "reject";
            /** Person */
            person: string;
        };
        /** RenameIn */
        RenameIn: {
            /**
             * Name
             * @example mara
             */
            name: string;
        };
        /** ResetIn */
        ResetIn: {
            /**
             * Password
             * Format: password
             */
            password: string;
            /**
             * Token
             * Format: password
             * @description What stands in the link
             */
            token: string;
        };
        /** ResetOut */
        ResetOut: {
            /** Expires */
            expires: string;
            /**
             * Token
             * @description For the link, behind its #. It is shown only now, and works once
             */
            token: string;
        };
        /** SampleOut */
        SampleOut: {
            after: components["schemas"]["LookOut"];
            before: components["schemas"]["LookOut"];
            /** Id */
            id: string;
        };
        /**
         * SaveIn
         * @example {
         *       "ids": [
         *         "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"
         *       ]
         *     }
         */
        SaveIn: {
            /** Ids */
            ids: string[];
            /**
             * Share
             * @description The share, or the album of another's, in which they are
             */
            share?: string | null;
        };
        /** SavedOut */
        SavedOut: {
            /**
             * Copy Id
             * @description The photo in your library; null for a damaged one
             */
            copy_id: string | null;
            /** Photo */
            photo: string;
            /**
             * Status
             * @description duplicate: your library had it; damaged: its file cannot be copied
             * @enum {string}
             */
            status: "created" | "duplicate" | "damaged";
        };
        /** SavedPhotosOut */
        SavedPhotosOut: {
            /** Photos */
            photos: components["schemas"]["SavedOut"][];
        };
        /** SayAlbumOut */
        SayAlbumOut: {
            /** Album */
            album: string;
            /**
             * Fields
             * @description That have changed
             * @example [
             *       "name"
             *     ]
             */
            fields: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "album_said";
            /**
             * Name
             * @description What it was called then
             */
            name: string;
        };
        /**
         * SayOccasionOut
         * @description What is null was not said.
         */
        SayOccasionOut: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "occasion_said";
            /** Occasion */
            occasion: string;
            /**
             * Said
             * @description The kind
             */
            said?: string | null;
            /** Title */
            title?: string | null;
        };
        /**
         * SayPersonOut
         * @description What is null was not said.
         */
        SayPersonOut: {
            /** Birth Date */
            birth_date?: string | null;
            /** Consent */
            consent?: boolean | null;
            /** Cover */
            cover?: string | null;
            /** Hidden */
            hidden?: boolean | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "person";
            /** Name */
            name?: string | null;
            /** Person */
            person: string;
        };
        /** SearchOut */
        SearchOut: {
            /**
             * Hits
             * @description Best first; few or none when nothing fits
             */
            hits: components["schemas"]["HitOut"][];
            understood: components["schemas"]["UnderstoodOut"];
        };
        /** SentOut */
        SentOut: {
            /**
             * At
             * @description An instant, UTC
             */
            at: string;
            /**
             * Bytes
             * @description Of the picture that was sent
             */
            bytes: number;
            /**
             * Host
             * @description Whose it is
             * @example api.example.org
             */
            host: string;
            /** Model */
            model: string;
            /**
             * Tokens
             * @description What it cost, where the endpoint tells
             */
            tokens?: number | null;
        };
        /** SessionOut */
        SessionOut: {
            /** Address */
            address: string;
            /**
             * Agent
             * @description What the device calls itself
             */
            agent: string;
            /** Created */
            created: string;
            /** Current */
            current: boolean;
            /**
             * Ends
             * @description At the latest
             */
            ends: string;
            /** Id */
            id: string;
            /** Used */
            used: string;
        };
        /** SessionsOut */
        SessionsOut: {
            /** Sessions */
            sessions: components["schemas"]["SessionOut"][];
        };
        /** ShapeOut */
        ShapeOut: {
            /**
             * Points
             * @description [x, y], shares of the upright photo
             * @example [
             *       [
             *         0,
             *         0
             *       ],
             *       [
             *         1,
             *         1
             *       ]
             *     ]
             */
            points: number[][];
            /**
             * Shape
             * @enum {string}
             */
            shape: "line" | "box" | "point" | "polygon";
        };
        /**
         * ShareChangeIn
         * @description Only what is sent is changed.
         * @example {
         *       "role": "viewer",
         *       "tells": [
         *         "place"
         *       ]
         *     }
         */
        ShareChangeIn: {
            /** Download */
            download?: boolean | null;
            /**
             * Expires
             * @description null: it has no end
             */
            expires?: string | null;
            /** @description Of it, too, only what is sent is changed */
            link?: components["schemas"]["LinkIn"] | null;
            /** Offered */
            offered?: boolean | null;
            /** Photos */
            photos?: string[] | null;
            /** @description null: all of the library */
            query?: components["schemas"]["FilterIn"] | null;
            /** Role */
            role?: ("viewer" | "contributor" | "editor") | null;
            /** Tells */
            tells?: ("place" | "camera" | "people")[] | null;
        };
        /**
         * ShareIn
         * @example {
         *       "album": "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11",
         *       "kind": "album",
         *       "tells": [
         *         "people"
         *       ],
         *       "to": "account",
         *       "whom": "019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11"
         *     }
         */
        ShareIn: {
            /**
             * Album
             * @description Of an album: its id
             */
            album?: string | null;
            /**
             * Download
             * @description They may have the originals, and copy them into a library of their own
             * @default true
             */
            download: boolean;
            /**
             * Expires
             * @description null: it has no end
             */
            expires?: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "album" | "photos" | "library";
            /** @description How it goes by a link */
            link?: components["schemas"]["LinkIn"] | null;
            /**
             * Offered
             * @description They may let it stand in their timeline and search
             * @default false
             */
            offered: boolean;
            /**
             * Photos
             * @description Of photos: their ids; more than these make an album
             */
            photos?: string[] | null;
            /** @description Of a library: what of it they see, as the parameters of /photos; null: all */
            query?: components["schemas"]["FilterIn"] | null;
            /**
             * Role
             * @description Of an album. contributor: puts in photos of their own; editor: also names it, lays it and takes out any photo
             * @default viewer
             * @enum {string}
             */
            role: "viewer" | "contributor" | "editor";
            /**
             * Tells
             * @description What they are told of the photos beside what these show; where anything is left out, so are file names and what is written inside the files
             * @default []
             */
            tells: ("place" | "camera" | "people")[];
            /**
             * To
             * @enum {string}
             */
            to: "account" | "circle" | "link";
            /**
             * Whom
             * @description The account or the circle, by id
             */
            whom?: string | null;
        };
        /** ShareOut */
        ShareOut: {
            /**
             * Album
             * @description The album's id
             */
            album: string | null;
            /**
             * Called
             * @description What whom it is to is called; empty where they are gone
             */
            called: string;
            /** Created */
            created: string;
            /** Download */
            download: boolean;
            /** Expires */
            expires: string | null;
            /** Id */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "album" | "photos" | "library";
            /** @description Of one by a link: how it goes */
            link?: components["schemas"]["LinkOut"] | null;
            /**
             * Name
             * @description The album's name; empty of all else
             */
            name: string;
            /** Offered */
            offered: boolean;
            /**
             * Photos
             * @description Of a share of photos: their ids
             */
            photos: string[];
            /** Query */
            query: {
                [key: string]: unknown;
            } | null;
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "contributor" | "editor";
            /**
             * Taken
             * @description How many have it in their timeline
             */
            taken: number;
            /** Tells */
            tells: ("place" | "camera" | "people")[];
            /**
             * To
             * @enum {string}
             */
            to: "account" | "circle" | "link";
            /**
             * Waiting
             * @description Of one by a rule, asked for alone: photos that are so new that they are not shared yet
             */
            waiting?: number | null;
            /** Whom */
            whom: string | null;
        };
        /** SharesOut */
        SharesOut: {
            /** Shares */
            shares: components["schemas"]["ShareOut"][];
        };
        /**
         * ShiftIn
         * @description The camera's clock was wrong by so much. Undated photos stay undated.
         */
        ShiftIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "shift";
            /**
             * Seconds
             * @description Later; negative: earlier
             */
            seconds: number;
        };
        /** SignedInOut */
        SignedInOut: {
            /**
             * Access
             * @description The access token, where an app keeps it
             */
            access?: string | null;
            /**
             * Access Ends
             * @description When it must be refreshed, an instant
             */
            access_ends: string;
            account: components["schemas"]["AccountOut"];
            /**
             * Refresh
             * @description The next refresh token, likewise; absent where another tab has it
             */
            refresh?: string | null;
        };
        /** SpaceIn */
        SpaceIn: {
            /**
             * Dimension
             * @description Numbers of a vector
             * @example 768
             */
            dimension: number;
            /**
             * Unit
             * @description So many of its cosines are worth one of the bundled model's
             */
            unit: number;
            /**
             * Zero
             * @description The cosine of a photo and a text that have nothing in common
             */
            zero: number;
        };
        /** SplitIn */
        SplitIn: {
            /**
             * Another
             * @description Though somebody has this name already, this is another person
             * @default false
             */
            another: boolean;
            /**
             * Faces
             * @description Those that are somebody else's
             */
            faces: string[];
            /**
             * Name
             * @description Of who is new
             * @default
             */
            name: string;
            /**
             * Person
             * @description Whose they are; by default, somebody's who is new
             */
            person?: string | null;
        };
        /** SplitOccasionIn */
        SplitOccasionIn: {
            /**
             * Before
             * @description The id of the photo with which the second one begins
             */
            before: string;
        };
        /** SplitOut */
        SplitOut: {
            /** Faces */
            faces: string[];
            /** Into */
            into: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "split";
            /** Person */
            person: string;
        };
        /** StageOut */
        StageOut: {
            /** At */
            at?: string | null;
            /**
             * Error
             * @description Why it failed, for the owner
             */
            error?: string | null;
            /**
             * Error Kind
             * @description As a problem's kind
             * @example damaged
             */
            error_kind?: string | null;
            /** Model */
            model?: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "done" | "failed" | "skipped";
            /** Version */
            version?: number | null;
        };
        /** StoryOut */
        StoryOut: {
            /** Language */
            language: string;
            /**
             * Of
             * @example on-this-day:2019-11-30
             */
            of: string;
            /** Photos */
            photos: components["schemas"]["StoryPhotoOut"][];
            /** Text */
            text: string;
            /** Title */
            title: string;
        };
        /** StoryPhotoOut */
        StoryPhotoOut: {
            /**
             * Day
             * @description In the reader's language
             * @example 14 July 2023
             */
            day: string;
            /** Height */
            height?: number | null;
            /** Id */
            id: string;
            /**
             * Place
             * @example Arezzo
             */
            place?: string | null;
            /** Width */
            width?: number | null;
        };
        /** SuggestionOut */
        SuggestionOut: {
            /**
             * Count
             * @description Photos that have it
             */
            count: number;
            /**
             * Kind
             * @example place
             */
            kind: string;
            /**
             * Text
             * @description The whole question to ask
             * @example beach in Italy
             */
            text: string;
        };
        /** SuggestionsOut */
        SuggestionsOut: {
            /** Suggestions */
            suggestions: components["schemas"]["SuggestionOut"][];
        };
        /** SummaryNumbersOut */
        SummaryNumbersOut: {
            /**
             * Busiest Count
             * @default 0
             */
            busiest_count: number;
            /**
             * Busiest Day
             * @example 2023-07-14
             */
            busiest_day?: string | null;
            /** Countries */
            countries: number;
            /** Days */
            days: number;
            /**
             * People
             * @description With a name
             */
            people: number;
            /**
             * To Answer
             * @description Suggestions that wait for an answer, 100 at most; of today alone
             * @default 0
             */
            to_answer: number;
            /** Towns */
            towns: number;
            /**
             * Waiting
             * @description Photos that are still being looked at; of today alone
             * @default 0
             */
            waiting: number;
        };
        /** SummaryOut */
        SummaryOut: {
            /**
             * Best
             * @description Ids of photos, good and varied, in the order of their taking
             */
            best: string[];
            /**
             * Count
             * @description Photos, archived ones not counted
             */
            count: number;
            /**
             * Cover
             * @description The id of the best of them
             */
            cover: string | null;
            /**
             * First
             * @description The first day with photos
             * @example 2023-07-01
             */
            first?: string | null;
            /**
             * Language
             * @description Of the text
             * @example en
             */
            language: string;
            /** Last */
            last?: string | null;
            /** Next */
            next?: string | null;
            numbers: components["schemas"]["SummaryNumbersOut"];
            /**
             * Of
             * @example month:2023-07
             */
            of: string;
            /**
             * People
             * @description Those with a name, most photos first, 12 at most
             */
            people: components["schemas"]["SummaryPersonOut"][];
            /**
             * Places
             * @description Most photos first, 50 at most
             */
            places: components["schemas"]["SummaryPlaceOut"][];
            /**
             * Previous
             * @description The one before, of the same kind
             * @example month:2023-06
             */
            previous?: string | null;
            /**
             * Text
             * @description Likewise; made of facts alone
             * @example 312 photos on 20 days, in four towns and two countries.
             */
            text: string;
            /**
             * Things
             * @description What is seen most
             */
            things: components["schemas"]["SummaryThingOut"][];
            /**
             * Title
             * @description In the reader's language
             * @example July 2023
             */
            title: string;
        };
        /** SummaryPersonOut */
        SummaryPersonOut: {
            /** Count */
            count: number;
            /** Id */
            id: string;
            /**
             * Name
             * @example Anna
             */
            name: string;
        };
        /** SummaryPlaceOut */
        SummaryPlaceOut: {
            /** Count */
            count: number;
            /**
             * Label
             * @description In the reader's language, where that has another word for it
             */
            label?: string | null;
            /** Latitude */
            latitude?: number | null;
            /** Longitude */
            longitude?: number | null;
            /**
             * Name
             * @example Arezzo
             */
            name: string;
        };
        /** SummaryThingOut */
        SummaryThingOut: {
            /** Count */
            count: number;
            /**
             * Label
             * @description In the reader's language, where that has another word for it
             */
            label?: string | null;
            /**
             * Name
             * @description What filters ask for
             * @example dog
             */
            name: string;
        };
        /** TagOut */
        TagOut: {
            /**
             * Confidence
             * @description How likely it is true, 0 to 1
             */
            confidence: number;
            /**
             * Label
             * @description In the reader's language, where that has another word for it
             * @example Katze
             */
            label?: string | null;
            /**
             * Name
             * @description What filters ask for
             * @example cat
             */
            name: string;
            /**
             * Source
             * @description Which model, rule or person says so
             */
            source: string;
        };
        /** TagsIn */
        TagsIn: {
            /**
             * Add
             * @default []
             */
            add: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "tags";
            /**
             * Remove
             * @default []
             */
            remove: string[];
        };
        /**
         * TakeIn
         * @description Out of the inbox, and into the album that the link was for, where it was for one.
         */
        TakeIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "take";
        };
        /**
         * TakeProposalIn
         * @description Nothing need be said: it is made as it is proposed.
         * @example {}
         * @example {
         *       "name": "Arezzo"
         *     }
         */
        TakeProposalIn: {
            /**
             * Also
             * @description Ids of those left out that shall be in it
             * @default []
             */
            also: string[];
            /**
             * Name
             * @description As it is proposed, unless it is said
             */
            name?: string | null;
            /**
             * Parent
             * @description The album that it stands in
             */
            parent?: string | null;
            /**
             * Without
             * @description Ids of photos that shall not be in it
             * @default []
             */
            without: string[];
        };
        /**
         * TakeProposalOut
         * @description It was made of what was proposed.
         */
        TakeProposalOut: {
            /** Album */
            album: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "album_taken";
            /** Name */
            name: string;
            /** Proposal */
            proposal: string;
        };
        /**
         * TakenIn
         * @example {
         *       "taken": true
         *     }
         */
        TakenIn: {
            /**
             * Taken
             * @description Let it stand in your timeline and search
             */
            taken: boolean;
        };
        /**
         * TextLineOut
         * @description Coordinates are shares of the upright photo: x to the right, y down.
         */
        TextLineOut: {
            /**
             * Box
             * @description Its four corners, [x, y] each
             * @example [
             *       [
             *         0.1,
             *         0.2
             *       ],
             *       [
             *         0.5,
             *         0.2
             *       ]
             *     ]
             */
            box: number[][];
            /** Confidence */
            confidence: number;
            /** Text */
            text: string;
        };
        /** TotpOut */
        TotpOut: {
            /**
             * Secret
             * @description To type into an authenticator app
             */
            secret: string;
            /**
             * Uri
             * @description The same, to scan as a QR code
             */
            uri: string;
        };
        /** TownOut */
        TownOut: {
            /** @description Of its middle */
            location: components["schemas"]["LocationOut"];
            place: components["schemas"]["PlaceOut"];
        };
        /**
         * TrackOut
         * @example {
         *       "cameras": [
         *         {
         *           "ahead": 3600,
         *           "camera": "Canon EOS 40D",
         *           "evidence": "hours",
         *           "photos": 34
         *         }
         *       ],
         *       "count": 34,
         *       "first": "2008-10-22T06:00:00.000000Z",
         *       "last": "2008-10-22T15:40:00.000000Z",
         *       "outside": 2,
         *       "points": 5120,
         *       "same": 3,
         *       "sample": []
         *     }
         */
        TrackOut: {
            /** @description By which it can be undone; null when nothing was done */
            action: components["schemas"]["ActionOut"] | null;
            /** Cameras */
            cameras: components["schemas"]["CameraClockOut"][];
            /**
             * Count
             * @description Photos that get a place
             */
            count: number;
            /**
             * First
             * @description An instant, UTC: its first point
             */
            first: string;
            /** Last */
            last: string;
            /**
             * Outside
             * @description Photos around then without a place, of which the track does not tell
             */
            outside: number;
            /** Points */
            points: number;
            /**
             * Same
             * @description Photos around then that have a place, and keep it
             */
            same: number;
            /**
             * Sample
             * @description Some of those that get one; only in a dry run
             */
            sample: components["schemas"]["SampleOut"][];
        };
        /** TrashOut */
        TrashOut: {
            /**
             * Bytes
             * @description What their files take; only on the first page
             */
            bytes: number | null;
            /**
             * Count
             * @description Photos in the trash; only on the first page
             */
            count: number | null;
            /**
             * Days
             * @description How long photos lie in the trash
             */
            days: number;
            /**
             * Next
             * @description Pass it as `after` for the next page; null on the last one
             */
            next: string | null;
            /** Photos */
            photos: components["schemas"]["TrashedOut"][];
        };
        /** TrashedOut */
        TrashedOut: {
            /** Bytes */
            bytes: number;
            /** File Name */
            file_name: string;
            /**
             * Goes At
             * @description An instant, UTC: when it is deleted for good
             */
            goes_at: string;
            /** Height */
            height: number | null;
            /** Id */
            id: string;
            /** Media Type */
            media_type: string;
            /** Taken At */
            taken_at: string | null;
            /**
             * Thumbhash
             * @description A tiny placeholder, base64
             */
            thumbhash: string | null;
            /** Width */
            width: number | null;
        };
        /**
         * UnderstoodOut
         * @description How the question was read.
         */
        UnderstoodOut: {
            /**
             * Chips
             * @default []
             */
            chips: components["schemas"]["ChipOut"][];
            /**
             * Degraded
             * @description Set when a part of the search could not be done
             */
            degraded?: string | null;
            /**
             * Phrases
             * @description Quoted parts: only photos on which they stand are found
             * @default []
             */
            phrases: string[];
            /**
             * Text
             * @description What is looked for by its meaning
             * @default
             */
            text: string;
        };
        /**
         * UploadOut
         * @description created: a new photo. duplicate: these bytes were here already, as the photo named, whose original they are
         *     again where that was damaged; or back from the trash. deleted: they were deleted, and this library takes nothing
         *     back unasked: nothing is stored. `id` is empty then, unless the photo lies in the trash.
         */
        UploadOut: {
            /**
             * Id
             * @example 019aa3c0-7a3e-7d61-9d0f-0a4f3c1f2b11
             */
            id: string;
            /**
             * Sidecar Taken
             * @description The photo was here; the sidecar that came with it counts from now
             * @default false
             */
            sidecar_taken: boolean;
            /**
             * Status
             * @enum {string}
             */
            status: "created" | "duplicate" | "deleted";
        };
        /** UseIn */
        UseIn: {
            /**
             * Name
             * @description One of the choices
             * @example bundled
             */
            name: string;
        };
        /** UseOut */
        UseOut: {
            /**
             * Choices
             * @description Those that there are
             */
            choices: string[];
            /**
             * Fills
             * @description The one that photos are being placed by, to answer next; empty for none
             */
            fills: string;
            /**
             * Name
             * @description The model that answers
             * @example bundled
             */
            name: string;
            /**
             * Task
             * @description One of detect, embed, face_detect, face_embed, place, read, see
             * @example place
             */
            task: string;
        };
        /** ValidationError */
        ValidationError: {
            /** Context */
            ctx?: Record<string, never>;
            /** Input */
            input?: unknown;
            /** Location */
            loc: (string | number)[];
            /** Message */
            msg: string;
            /** Error Type */
            type: string;
        };
        /**
         * ZoneIn
         * @description Photos without a time of day stay as they are.
         */
        ZoneIn: {
            /**
             * Keep
             * @description clock: the time stays as it is written, and was meant in this zone. instant: the moment stays, and is written in the time of this zone
             * @enum {string}
             */
            keep: "clock" | "instant";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "zone";
            /**
             * Zone
             * @example Europe/Rome
             * @example +02:00
             */
            zone: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    one_account_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyAccountOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    rename_account_patch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyAccountOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    export_account_export_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A zip file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    all_of_them_account_keys_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeysOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    make_account_keys_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKeyOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    delete_account_keys__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    limit_account_keys__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    rotate_account_keys__id__rotate_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The key's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKeyOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    linked_account_oidc_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    unlink_account_oidc_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    link_account_oidc_begin_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AwayOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    passkeys_account_passkeys_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeysOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    begin_account_passkeys_begin_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    finish_account_passkeys_finish_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MadeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    remove_account_passkeys__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    rename_account_passkeys__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyRenameIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    password_account_password_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    sessions_account_sessions_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionsOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    end_all_account_sessions_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    end_one_account_sessions__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    begin_account_totp_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    end_account_totp_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    confirm_account_totp_confirm_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    page_accounts_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountsOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    names_accounts_names_get: {
        parameters: {
            query?: {
                /** @description How the name, or a word of it, begins */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamesOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    delete_accounts__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_accounts__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountRowOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    reset_accounts__id__reset_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The account's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResetOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    page_actions_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
                /** @description Only what concerns this person, by id */
                person?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionsOut"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    undo_actions__id__undo_post: {
        parameters: {
            query?: {
                /** @description With what was done to the same people and faces since */
                together?: boolean;
            };
            header?: never;
            path: {
                /** @description The action's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    page_albums_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlbumsOut"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    make_albums_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlbumIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    page_albums_proposals_get: {
        parameters: {
            query?: {
                /** @description Dismissed ones; of open ones there are few */
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
                /** @description Dismissed ones can be restored */
                state?: "open" | "dismissed";
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlbumProposalsOut"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    one_albums_proposals__id__get: {
        parameters: {
            query?: {
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                /** @description The proposal's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlbumProposalDetailOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    dismiss_albums_proposals__id__dismiss_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The proposal's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    restore_albums_proposals__id__restore_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The proposal's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    take_albums_proposals__id__take_post: {
        parameters: {
            query?: {
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                /** @description The proposal's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakeProposalIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlbumDoneOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    one_albums__id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The album's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlbumOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    drop_albums__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The album's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlbumDoneOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    say_albums__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The album's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlbumChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlbumDoneOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    download_albums__id__download_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The album's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            /** @description The range asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unchanged */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Requested Range Not Satisfiable */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    lay_albums__id__order_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The album's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    photos_of_albums__id__photos_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
                /** @description As the album says, unless asked for */
                order?: ("newest" | "oldest" | "hand") | null;
                /** @description First day on which they were taken; undated photos were on none */
                from?: string | null;
                /** @description Last day, inclusive */
                to?: string | null;
                /** @description Standing there in the timeline, as /photos/months counts them: undated ones too */
                month?: string | null;
                /** @description A box is west,south,east,north in degrees, as 9.5,46.3,17.2,49.1. West may be greater than east: such a box crosses the antimeridian. */
                box?: string | null;
                /** @description Archived ones, or both */
                archived?: "false" | "true" | "any";
                favourite?: boolean | null;
                /** @description At least so many stars */
                rating?: number | null;
                /** @description All of these tags */
                tag?: string[];
                /** @description None of these tags */
                without_tag?: string[];
                /** @description All of these colours */
                colour?: string[];
                /** @description All of these moods */
                mood?: string[];
                /** @description All of these */
                composition?: string[];
                /** @description All of these lights */
                light?: string[];
                /** @description photograph, screenshot, document, drawing */
                kind?: string | null;
                season?: string | null;
                time_of_day?: string | null;
                camera?: string | null;
                /** @description All of these: city, region or country */
                place?: string[];
                /** @description All of these people, by id */
                person?: string[];
                /** @description None of these people, by id */
                without_person?: string[];
                /** @description Faces on them: a number, or those from one to another, as 2.., ..4 and 2..4 */
                people_count?: string | null;
                /** @description All of these occasions, by id */
                occasion?: string[];
                /** @description None of these occasions, by id */
                without_occasion?: string[];
                /** @description All of these things, seen with their places, surely there */
                object?: string[];
                /** @description None of these things, seen with their places, surely there */
                without_object?: string[];
                /** @description At least two of each of these */
                several?: string[];
                /** @description All of these albums, by id */
                album?: string[];
                /** @description None of these albums, by id */
                without_album?: string[];
                /** @description Sent in by guests of a link, and not taken yet; they stand in no other list */
                inbox?: boolean | null;
                /** @description Sent in by a guest of a link who gave this name */
                sent_by?: string | null;
                /** @description A stage and how it went: stage:failed or stage:skipped; or original:damaged */
                trouble?: string | null;
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                /** @description The album's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotosOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    add_albums__id__photos_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The album's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CollectManyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectedOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    take_out_albums__id__photos_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The album's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CollectManyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectedOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    page_audit_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
                /** @description This, or all that begins with this word */
                what?: string;
                /** @description Only what this account did, by id */
                account?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntriesOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    state_auth_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthOut"];
                };
            };
        };
    };
    first_auth_first_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirstIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    login_auth_login_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    logout_auth_logout_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefreshIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeftOut"];
                };
            };
            /** @description It is over */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    enter_auth_oidc_get: {
        parameters: {
            query?: {
                /** @description The path of this site where it goes on afterwards */
                next?: string;
                /** @description Of an app, which gets a code there: org.heliograph.app:/..., or http://127.0.0.1:<port>/... */
                app?: string | null;
                /** @description Of an app: the S256 challenge of its verifier (RFC 7636) */
                challenge?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    back_auth_oidc_callback_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    signed_out_auth_oidc_logout_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    prove_auth_oidc_prove_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AwayOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    redeem_auth_oidc_redeem_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedeemIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    ask_auth_passkey_begin_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    enter_auth_passkey_finish_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnterIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    prove_auth_prove_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProveIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    refresh_auth_refresh_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefreshIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInOut"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    reset_auth_reset_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    page_circles_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CirclesOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    make_circles_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CircleIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CircleOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    delete_circles__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The circle's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_circles__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The circle's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CircleChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CircleOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    page_days_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DaysOut"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    one_days__day__get: {
        parameters: {
            query?: {
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                day: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    pictures_demonstration_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DemonstrationOut"];
                };
            };
        };
    };
    picture_demonstration__name__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/*": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    events_events_get: {
        parameters: {
            query?: {
                /** @description Only what this share, or this album of another's, opens to you; by its id */
                share?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": unknown;
                    "text/event-stream": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": unknown;
                    "text/event-stream": components["schemas"]["Problem"];
                };
            };
        };
    };
    erase_faces__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The face's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceDoneOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    move_faces__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The face's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceDoneOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    assign_faces__id__assign_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The face's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceDoneOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    crop_faces__id__crop_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/*": unknown;
                };
            };
            /** @description The range asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unchanged */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Requested Range Not Satisfiable */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    ignore_faces__id__ignore_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The face's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceDoneOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    reject_faces__id__reject_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The face's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RejectIn"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceDoneOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    facets_facets_get: {
        parameters: {
            query?: {
                /** @description Only what this share, or this album of another's, opens to you; by its id */
                share?: string | null;
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FacetsOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    page_groups_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
                /** @description Dismissed ones can be restored */
                state?: "open" | "dismissed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupsOut"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    dismiss_groups__id__dismiss_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    restore_groups__id__restore_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    alive_healthz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ok"];
                };
            };
        };
    };
    waiting_invitations_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationsOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    invite_invitations_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewInvitationOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    accept_invitations_accept_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedInOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    look_invitations_look_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationLookIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationLookOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    withdraw_invitations__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    open_link_l__id__open_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The link's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    one_library_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibraryOut"];
                };
            };
        };
    };
    change_library_patch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LibraryIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibraryOut"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    about_link_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkAboutOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    download_link_download_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            /** @description The range asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unchanged */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Requested Range Not Satisfiable */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    name_link_name_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    every_memories_get: {
        parameters: {
            query?: {
                /** @description Your time zone, for "today"; UTC else */
                tz?: string | null;
                /** @description As on this day; else today */
                day?: string | null;
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemoriesOut"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    see_less_memories__id__less_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LessIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    see_more_memories__id__more_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LessIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    metrics_metrics_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
        };
    };
    models_models_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelsOut"];
                };
            };
        };
    };
    use_models__task__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UseIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelsOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    add_models__task___name__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelsOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    remove_models__task___name__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelsOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    page_occasions_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
                /** @description Only those of this kind, those of trips too */
                kind?: ("trip" | "day out" | "wedding" | "birthday" | "celebration" | "gathering" | "concert" | "sport" | "meal" | "walk") | null;
                /** @description Those of this trip, by its id */
                trip?: string | null;
                /** @description Begun on this day or later */
                from?: string | null;
                /** @description Begun on this day or earlier */
                to?: string | null;
                /** @description Those of which the owner said that they are none */
                dismissed?: boolean;
                /** @description By when they began */
                order?: "newest" | "oldest";
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OccasionsOut"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    one_occasions__id__get: {
        parameters: {
            query?: {
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                /** @description The occasion's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OccasionOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    say_occasions__id__patch: {
        parameters: {
            query?: {
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                /** @description The occasion's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OccasionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OccasionOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    dismiss_occasions__id__dismiss_post: {
        parameters: {
            query?: {
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                /** @description The occasion's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OccasionOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    merge_occasions__id__merge_post: {
        parameters: {
            query?: {
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                /** @description The occasion's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeOccasionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OccasionOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    photos_of_occasions__id__photos_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
                /** @description By when they were taken */
                order?: "newest" | "oldest";
                /** @description First day on which they were taken; undated photos were on none */
                from?: string | null;
                /** @description Last day, inclusive */
                to?: string | null;
                /** @description Standing there in the timeline, as /photos/months counts them: undated ones too */
                month?: string | null;
                /** @description A box is west,south,east,north in degrees, as 9.5,46.3,17.2,49.1. West may be greater than east: such a box crosses the antimeridian. */
                box?: string | null;
                /** @description Archived ones, or both */
                archived?: "false" | "true" | "any";
                favourite?: boolean | null;
                /** @description At least so many stars */
                rating?: number | null;
                /** @description All of these tags */
                tag?: string[];
                /** @description None of these tags */
                without_tag?: string[];
                /** @description All of these colours */
                colour?: string[];
                /** @description All of these moods */
                mood?: string[];
                /** @description All of these */
                composition?: string[];
                /** @description All of these lights */
                light?: string[];
                /** @description photograph, screenshot, document, drawing */
                kind?: string | null;
                season?: string | null;
                time_of_day?: string | null;
                camera?: string | null;
                /** @description All of these: city, region or country */
                place?: string[];
                /** @description All of these people, by id */
                person?: string[];
                /** @description None of these people, by id */
                without_person?: string[];
                /** @description Faces on them: a number, or those from one to another, as 2.., ..4 and 2..4 */
                people_count?: string | null;
                /** @description All of these occasions, by id */
                occasion?: string[];
                /** @description None of these occasions, by id */
                without_occasion?: string[];
                /** @description All of these things, seen with their places, surely there */
                object?: string[];
                /** @description None of these things, seen with their places, surely there */
                without_object?: string[];
                /** @description At least two of each of these */
                several?: string[];
                /** @description All of these albums, by id */
                album?: string[];
                /** @description None of these albums, by id */
                without_album?: string[];
                /** @description Sent in by guests of a link, and not taken yet; they stand in no other list */
                inbox?: boolean | null;
                /** @description Sent in by a guest of a link who gave this name */
                sent_by?: string | null;
                /** @description A stage and how it went: stage:failed or stage:skipped; or original:damaged */
                trouble?: string | null;
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                /** @description The occasion's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotosOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    restore_occasions__id__restore_post: {
        parameters: {
            query?: {
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                /** @description The occasion's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OccasionOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    split_occasions__id__split_post: {
        parameters: {
            query?: {
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                /** @description The occasion's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SplitOccasionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OccasionOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    of_part_parts__id___rendition__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                rendition: "chip";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/*": unknown;
                };
            };
            /** @description The range asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unchanged */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Requested Range Not Satisfiable */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    page_people_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
                /** @description Only those with a name, or without */
                named?: boolean | null;
                /** @description On so many photos, at least */
                least?: number;
                /** @description Those that were hidden, instead */
                hidden?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleOut"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    merge_people_merge_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    by_selfie_people_search_post: {
        parameters: {
            query?: {
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description A selfie, or several of one person. Nothing of it is kept */
                    file: string[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlikeOut"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    suggestions_people_suggestions_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonSuggestionsOut"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    answer_people_suggestions_answer_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswersIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswersDoneOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    one_people__id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    say_people__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    deny_people__id__deny_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DenyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    faces_of_people__id__faces_get: {
        parameters: {
            query?: {
                /** @description Photos of a page, each with all of theirs */
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
            };
            header?: never;
            path: {
                /** @description The person's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonFacesOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    photos_of_people__id__photos_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
                /** @description By when they were taken */
                order?: "newest" | "oldest";
                /** @description First day on which they were taken; undated photos were on none */
                from?: string | null;
                /** @description Last day, inclusive */
                to?: string | null;
                /** @description Standing there in the timeline, as /photos/months counts them: undated ones too */
                month?: string | null;
                /** @description A box is west,south,east,north in degrees, as 9.5,46.3,17.2,49.1. West may be greater than east: such a box crosses the antimeridian. */
                box?: string | null;
                /** @description Archived ones, or both */
                archived?: "false" | "true" | "any";
                favourite?: boolean | null;
                /** @description At least so many stars */
                rating?: number | null;
                /** @description All of these tags */
                tag?: string[];
                /** @description None of these tags */
                without_tag?: string[];
                /** @description All of these colours */
                colour?: string[];
                /** @description All of these moods */
                mood?: string[];
                /** @description All of these */
                composition?: string[];
                /** @description All of these lights */
                light?: string[];
                /** @description photograph, screenshot, document, drawing */
                kind?: string | null;
                season?: string | null;
                time_of_day?: string | null;
                camera?: string | null;
                /** @description All of these: city, region or country */
                place?: string[];
                /** @description All of these people, by id */
                person?: string[];
                /** @description None of these people, by id */
                without_person?: string[];
                /** @description Faces on them: a number, or those from one to another, as 2.., ..4 and 2..4 */
                people_count?: string | null;
                /** @description All of these occasions, by id */
                occasion?: string[];
                /** @description None of these occasions, by id */
                without_occasion?: string[];
                /** @description All of these things, seen with their places, surely there */
                object?: string[];
                /** @description None of these things, seen with their places, surely there */
                without_object?: string[];
                /** @description At least two of each of these */
                several?: string[];
                /** @description All of these albums, by id */
                album?: string[];
                /** @description None of these albums, by id */
                without_album?: string[];
                /** @description Sent in by guests of a link, and not taken yet; they stand in no other list */
                inbox?: boolean | null;
                /** @description Sent in by a guest of a link who gave this name */
                sent_by?: string | null;
                /** @description A stage and how it went: stage:failed or stage:skipped; or original:damaged */
                trouble?: string | null;
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                /** @description The person's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotosOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    split_people__id__split_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The person's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SplitIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoneOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    one_photo__id__get: {
        parameters: {
            query?: {
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                /** @description The photo's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotoDetailOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_photo__id__delete: {
        parameters: {
            query?: {
                /** @description At once, with all that derives from it: it cannot be undone */
                forever?: boolean;
            };
            header?: never;
            path: {
                /** @description The photo's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    edit_photo__id__patch: {
        parameters: {
            query?: {
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                /** @description The photo's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotoDetailOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    cropped_photo__id__crop_get: {
        parameters: {
            query?: {
                /** @description Width to height */
                ratio?: "1:1" | "4:5" | "5:4" | "3:4" | "4:3" | "2:3" | "3:2" | "9:16" | "16:9" | "2:1";
                /** @description Pixels; up to the next of 160, 320 and so on */
                width?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/*": unknown;
                };
            };
            /** @description The range asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unchanged */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Requested Range Not Satisfiable */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    draw_photo__id__faces_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The photo's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DrawIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaceDoneOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    original_photo__id__original_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/*": unknown;
                };
            };
            /** @description The range asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unchanged */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Requested Range Not Satisfiable */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    join_photo__id__people_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The photo's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnPhotoOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    leave_photo__id__people__person__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The photo's id */
                id: string;
                /** @description The person's id */
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnPhotoOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    retry_photo__id__retry_post: {
        parameters: {
            query?: {
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                /** @description The photo's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotoDetailOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    like_photo__id__similar_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HitsOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    xmp_photo__id__xmp_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An XMP packet */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/rdf+xml": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    rendition_photo__id___rendition__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                rendition: "preview" | "thumbnail";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/*": unknown;
                };
            };
            /** @description The range asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unchanged */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Requested Range Not Satisfiable */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    page_photos_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
                /** @description By when they were taken, or the last added first */
                order?: "newest" | "oldest" | "added";
                /** @description Only what this share, or this album of another's, opens to you; by its id */
                share?: string | null;
                /** @description First day on which they were taken; undated photos were on none */
                from?: string | null;
                /** @description Last day, inclusive */
                to?: string | null;
                /** @description Standing there in the timeline, as /photos/months counts them: undated ones too */
                month?: string | null;
                /** @description A box is west,south,east,north in degrees, as 9.5,46.3,17.2,49.1. West may be greater than east: such a box crosses the antimeridian. */
                box?: string | null;
                /** @description Archived ones, or both */
                archived?: "false" | "true" | "any";
                favourite?: boolean | null;
                /** @description At least so many stars */
                rating?: number | null;
                /** @description All of these tags */
                tag?: string[];
                /** @description None of these tags */
                without_tag?: string[];
                /** @description All of these colours */
                colour?: string[];
                /** @description All of these moods */
                mood?: string[];
                /** @description All of these */
                composition?: string[];
                /** @description All of these lights */
                light?: string[];
                /** @description photograph, screenshot, document, drawing */
                kind?: string | null;
                season?: string | null;
                time_of_day?: string | null;
                camera?: string | null;
                /** @description All of these: city, region or country */
                place?: string[];
                /** @description All of these people, by id */
                person?: string[];
                /** @description None of these people, by id */
                without_person?: string[];
                /** @description Faces on them: a number, or those from one to another, as 2.., ..4 and 2..4 */
                people_count?: string | null;
                /** @description All of these occasions, by id */
                occasion?: string[];
                /** @description None of these occasions, by id */
                without_occasion?: string[];
                /** @description All of these things, seen with their places, surely there */
                object?: string[];
                /** @description None of these things, seen with their places, surely there */
                without_object?: string[];
                /** @description At least two of each of these */
                several?: string[];
                /** @description All of these albums, by id */
                album?: string[];
                /** @description None of these albums, by id */
                without_album?: string[];
                /** @description Sent in by guests of a link, and not taken yet; they stand in no other list */
                inbox?: boolean | null;
                /** @description Sent in by a guest of a link who gave this name */
                sent_by?: string | null;
                /** @description A stage and how it went: stage:failed or stage:skipped; or original:damaged */
                trouble?: string | null;
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotosOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    download_many_photos_download_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DownloadIn"];
            };
        };
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            /** @description The range asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unchanged */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Requested Range Not Satisfiable */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    edit_photos_edit_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditManyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditManyOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    known_photos_known_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KnownIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnownOut"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    months_photos_months_get: {
        parameters: {
            query?: {
                /** @description Only what this share, or this album of another's, opens to you; by its id */
                share?: string | null;
                /** @description First day on which they were taken; undated photos were on none */
                from?: string | null;
                /** @description Last day, inclusive */
                to?: string | null;
                /** @description Standing there in the timeline, as /photos/months counts them: undated ones too */
                month?: string | null;
                /** @description A box is west,south,east,north in degrees, as 9.5,46.3,17.2,49.1. West may be greater than east: such a box crosses the antimeridian. */
                box?: string | null;
                /** @description Archived ones, or both */
                archived?: "false" | "true" | "any";
                favourite?: boolean | null;
                /** @description At least so many stars */
                rating?: number | null;
                /** @description All of these tags */
                tag?: string[];
                /** @description None of these tags */
                without_tag?: string[];
                /** @description All of these colours */
                colour?: string[];
                /** @description All of these moods */
                mood?: string[];
                /** @description All of these */
                composition?: string[];
                /** @description All of these lights */
                light?: string[];
                /** @description photograph, screenshot, document, drawing */
                kind?: string | null;
                season?: string | null;
                time_of_day?: string | null;
                camera?: string | null;
                /** @description All of these: city, region or country */
                place?: string[];
                /** @description All of these people, by id */
                person?: string[];
                /** @description None of these people, by id */
                without_person?: string[];
                /** @description Faces on them: a number, or those from one to another, as 2.., ..4 and 2..4 */
                people_count?: string | null;
                /** @description All of these occasions, by id */
                occasion?: string[];
                /** @description None of these occasions, by id */
                without_occasion?: string[];
                /** @description All of these things, seen with their places, surely there */
                object?: string[];
                /** @description None of these things, seen with their places, surely there */
                without_object?: string[];
                /** @description At least two of each of these */
                several?: string[];
                /** @description All of these albums, by id */
                album?: string[];
                /** @description None of these albums, by id */
                without_album?: string[];
                /** @description Sent in by guests of a link, and not taken yet; they stand in no other list */
                inbox?: boolean | null;
                /** @description Sent in by a guest of a link who gave this name */
                sent_by?: string | null;
                /** @description A stage and how it went: stage:failed or stage:skipped; or original:damaged */
                trouble?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MonthsOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    points_photos_points_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
                /** @description Only what this share, or this album of another's, opens to you; by its id */
                share?: string | null;
                /** @description First day on which they were taken; undated photos were on none */
                from?: string | null;
                /** @description Last day, inclusive */
                to?: string | null;
                /** @description Standing there in the timeline, as /photos/months counts them: undated ones too */
                month?: string | null;
                /** @description A box is west,south,east,north in degrees, as 9.5,46.3,17.2,49.1. West may be greater than east: such a box crosses the antimeridian. */
                box?: string | null;
                /** @description Archived ones, or both */
                archived?: "false" | "true" | "any";
                favourite?: boolean | null;
                /** @description At least so many stars */
                rating?: number | null;
                /** @description All of these tags */
                tag?: string[];
                /** @description None of these tags */
                without_tag?: string[];
                /** @description All of these colours */
                colour?: string[];
                /** @description All of these moods */
                mood?: string[];
                /** @description All of these */
                composition?: string[];
                /** @description All of these lights */
                light?: string[];
                /** @description photograph, screenshot, document, drawing */
                kind?: string | null;
                season?: string | null;
                time_of_day?: string | null;
                camera?: string | null;
                /** @description All of these: city, region or country */
                place?: string[];
                /** @description All of these people, by id */
                person?: string[];
                /** @description None of these people, by id */
                without_person?: string[];
                /** @description Faces on them: a number, or those from one to another, as 2.., ..4 and 2..4 */
                people_count?: string | null;
                /** @description All of these occasions, by id */
                occasion?: string[];
                /** @description None of these occasions, by id */
                without_occasion?: string[];
                /** @description All of these things, seen with their places, surely there */
                object?: string[];
                /** @description None of these things, seen with their places, surely there */
                without_object?: string[];
                /** @description At least two of each of these */
                several?: string[];
                /** @description All of these albums, by id */
                album?: string[];
                /** @description None of these albums, by id */
                without_album?: string[];
                /** @description Sent in by guests of a link, and not taken yet; they stand in no other list */
                inbox?: boolean | null;
                /** @description Sent in by a guest of a link who gave this name */
                sent_by?: string | null;
                /** @description A stage and how it went: stage:failed or stage:skipped; or original:damaged */
                trouble?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PointsOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    save_photos_save_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedPhotosOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    places_places_get: {
        parameters: {
            query?: {
                /** @description What was typed so far */
                q?: string;
                limit?: number;
                /** @description Only what this share, or this album of another's, opens to you; by its id */
                share?: string | null;
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacesOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    now_questions_get: {
        parameters: {
            query?: {
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionsOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    answer_questions__id__answer_post: {
        parameters: {
            query?: {
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                /** @description The question's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuestionAnswerIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionAnsweredOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    ask_questions__id__ask_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The question's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    no_questions__id__no_post: {
        parameters: {
            query?: {
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                /** @description The question's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionAnsweredOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    skip_questions__id__skip_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The question's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    ready_readyz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    search_search_get: {
        parameters: {
            query?: {
                /** @description What you look for, in your own words */
                q?: string;
                limit?: number;
                order?: "relevance" | "newest" | "oldest";
                /** @description Your time zone, for "today"; UTC else */
                tz?: string | null;
                /** @description Only what this share, or this album of another's, opens to you; by its id */
                share?: string | null;
                /** @description First day on which they were taken; undated photos were on none */
                from?: string | null;
                /** @description Last day, inclusive */
                to?: string | null;
                /** @description Standing there in the timeline, as /photos/months counts them: undated ones too */
                month?: string | null;
                /** @description A box is west,south,east,north in degrees, as 9.5,46.3,17.2,49.1. West may be greater than east: such a box crosses the antimeridian. */
                box?: string | null;
                /** @description Archived ones, or both */
                archived?: "false" | "true" | "any";
                favourite?: boolean | null;
                /** @description At least so many stars */
                rating?: number | null;
                /** @description All of these tags */
                tag?: string[];
                /** @description None of these tags */
                without_tag?: string[];
                /** @description All of these colours */
                colour?: string[];
                /** @description All of these moods */
                mood?: string[];
                /** @description All of these */
                composition?: string[];
                /** @description All of these lights */
                light?: string[];
                /** @description photograph, screenshot, document, drawing */
                kind?: string | null;
                season?: string | null;
                time_of_day?: string | null;
                camera?: string | null;
                /** @description All of these: city, region or country */
                place?: string[];
                /** @description All of these people, by id */
                person?: string[];
                /** @description None of these people, by id */
                without_person?: string[];
                /** @description Faces on them: a number, or those from one to another, as 2.., ..4 and 2..4 */
                people_count?: string | null;
                /** @description All of these occasions, by id */
                occasion?: string[];
                /** @description None of these occasions, by id */
                without_occasion?: string[];
                /** @description All of these things, seen with their places, surely there */
                object?: string[];
                /** @description None of these things, seen with their places, surely there */
                without_object?: string[];
                /** @description At least two of each of these */
                several?: string[];
                /** @description All of these albums, by id */
                album?: string[];
                /** @description None of these albums, by id */
                without_album?: string[];
                /** @description Sent in by guests of a link, and not taken yet; they stand in no other list */
                inbox?: boolean | null;
                /** @description Sent in by a guest of a link who gave this name */
                sent_by?: string | null;
                /** @description A stage and how it went: stage:failed or stage:skipped; or original:damaged */
                trouble?: string | null;
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    by_image_search_by_image_post: {
        parameters: {
            query?: {
                limit?: number;
                /** @description Only what this share, or this album of another's, opens to you; by its id */
                share?: string | null;
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The picture; it is not kept
                     */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    suggest_search_suggest_get: {
        parameters: {
            query?: {
                /** @description What was typed so far */
                q?: string;
                limit?: number;
                /** @description Only what this share, or this album of another's, opens to you; by its id */
                share?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestionsOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    page_shares_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharesOut"];
                };
            };
        };
    };
    make_shares_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewShareOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    given_shares_with_me_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GivenPageOut"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    refuse_shares_with_me__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The share's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    one_shares__id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The share's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    end_shares__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The share's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_shares__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The share's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    take_shares__id__taken_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The share's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakenIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    waiting_shares__id__waiting_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
                order?: "newest" | "oldest";
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path: {
                /** @description The share's id */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhotosOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    story_stories_get: {
        parameters: {
            query?: {
                /** @description A memory by its id, or what a summary is of */
                of?: string;
                /** @description Your time zone, for "today"; UTC else */
                tz?: string | null;
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoryOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    file_stories_file_get: {
        parameters: {
            query?: {
                /** @description A memory by its id, or what a summary is of */
                of?: string;
                /** @description Your time zone, for "today"; UTC else */
                tz?: string | null;
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": unknown;
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    one_summaries_get: {
        parameters: {
            query?: {
                /** @description day:2023-07-14, week:2023-W28, month:2023-07, year:2023, trip:<id of an occasion>, person:<id>, or today, which is what came in today */
                of?: string;
                /** @description Your time zone, for "today"; UTC else */
                tz?: string | null;
                /** @description The language that you read (ISO 639), in which what is known is said; else Accept-Language says it. In a language that is not known here, it is said in English */
                lang?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SummaryOut"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    follow_tracks_post: {
        parameters: {
            query?: {
                /** @description Only say which photos would get a place */
                dry_run?: boolean;
                /** @description Seconds by which the cameras' clocks were ahead. Without it, it is found for each camera */
                ahead?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description A track, as GPX
                     */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackOut"];
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    page_trash_get: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `next` of the page before */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrashOut"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    empty_trash_empty_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FromTrashIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FromTrashOut"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    restore_trash_restore_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FromTrashIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FromTrashOut"];
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    rendition_trash__id___rendition__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                rendition: "preview" | "thumbnail";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/*": unknown;
                };
            };
            /** @description The range asked for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unchanged */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Requested Range Not Satisfiable */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
    upload_upload_post: {
        parameters: {
            query?: {
                /** @description Also what was deleted, where this library does not take such back unasked */
                again?: boolean;
            };
            header?: {
                /** @description SHA-256 of the file; verified */
                "x-content-sha256"?: string | null;
                /** @description bulk: one of many, for which nobody waits. Its work lets that of others go first */
                "x-heliograph-lane"?: "bulk" | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description One photo
                     */
                    file: string;
                    /** @description The file's own date, ISO 8601. Where neither the photo nor its name tells when it was taken, it stands there in the timeline, unless that is before photography or ahead of now */
                    modified_at?: string;
                    /**
                     * Format: binary
                     * @description Its XMP file
                     */
                    sidecar?: string;
                };
            };
        };
        responses: {
            /** @description These bytes are here already, or shall not come back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadOut"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadOut"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Request Entity Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Unprocessable Entity */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
            /** @description Insufficient Storage */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                    "application/problem+json": unknown;
                };
            };
        };
    };
}
