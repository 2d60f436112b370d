curl -sw '\n' http://127.0.0.1:8080/v1/session -H "Authorization: Bearer $(curl -s http://127.0.0.1:8080/local/token/host)" -H 'Content-Type: application/json' -d '{"session_id": "friday", "name": "Friday night"}'
INVITE=$(curl -s http://127.0.0.1:8080/v1/invite -H "Authorization: Bearer $(curl -s http://127.0.0.1:8080/local/token/host)" -H 'Content-Type: application/json' -d '{"session_id": "friday", "multi_use": true}' | sed 's/.*"token" *: *"\([^"]*\)".*/\1/'); echo "$INVITE"
curl -sw '\n' http://127.0.0.1:8080/v1/invite/preview -H "Invite-Token: $INVITE"
curl -sw '\n' http://127.0.0.1:8080/v1/invite/redeem -H "Authorization: Bearer $(curl -s http://127.0.0.1:8080/local/token/guest)" -H 'Content-Type: application/json' -d "{\"token\": \"$INVITE\"}"
curl -sw '\n' http://127.0.0.1:8080/v1/session/friday/member -H "Authorization: Bearer $(curl -s http://127.0.0.1:8080/local/token/host)"
